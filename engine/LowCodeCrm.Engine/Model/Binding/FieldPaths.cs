using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>Names of fields as views write them: a field, or a path of up to four lookups to one (<c>account.name</c>).</summary>
internal sealed class FieldPaths(CrmModel model, DiagnosticBag diagnostics)
{
    public const int MaxHops = 4;

    /// <summary>The field at the end of the path, or null after reporting the part that is not known.</summary>
    /// <param name="entity">Where the path starts.</param>
    /// <param name="written">A JSON text, whose place a diagnostic shows.</param>
    /// <param name="prefix">What stands before the path in the text ("-" of a sort).</param>
    public Field? Resolve(Entity entity, SourceJson written, string prefix = "")
    {
        var parts = written.Text[prefix.Length..].Split('.', '/');
        Field? field = null;
        for (var i = 0; i < parts.Length; i++)
        {
            field = i <= MaxHops ? entity.Find(parts[i]) : null;
            if (field is null)
            {
                var at = i;
                diagnostics.UnknownFieldName(written.Location, entity.Name, parts[i], entity.Fields.Select(known => known.Name),
                    nearest => $"\"{prefix}{string.Join('.', parts[..at].Append(nearest).Concat(parts[(at + 1)..]))}\"");
                return null;
            }
            if (i + 1 == parts.Length) break;
            if (field.IsToOne && field.Target is not null && model.Find(field.Target) is { } target) entity = target;
            // The parts of a name, address and the like need no check of their own.
            else return field;
        }
        return field;
    }
}
