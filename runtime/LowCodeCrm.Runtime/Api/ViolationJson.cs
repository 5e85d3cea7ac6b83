using System.Collections.Immutable;
using System.Text.Json;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Violations and warnings as forms get them: <c>[{"code", "message", "fields", "rule"?}]</c>.</summary>
internal static class ViolationJson
{
    public static void WriteViolations(this Utf8JsonWriter writer, string name, ImmutableArray<Violation> violations)
    {
        writer.WriteStartArray(name);
        foreach (var violation in violations)
        {
            writer.WriteStartObject();
            writer.WriteString("code", violation.Code);
            writer.WriteString("message", violation.Message);
            writer.WriteStartArray("fields");
            foreach (var field in violation.Fields) writer.WriteStringValue(field);
            writer.WriteEndArray();
            if (violation.Rule is not null) writer.WriteString("rule", violation.Rule);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
