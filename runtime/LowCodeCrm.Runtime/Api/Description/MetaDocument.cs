using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Apps;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>What a client needs to draw an app, as UTF-8 JSON without its closing brace: what is the caller's own follows. Built once a version.</summary>
public sealed class MetaDocument
{
    private static readonly ConditionalWeakTable<CompiledApp, MetaDocument> Cache = [];

    private MetaDocument(byte[] body)
    {
        Body = body;
        Hash = SHA256.HashData(body);
    }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Of the body: two versions that draw the same differ by their numbers all the same.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    internal static MetaDocument Of(AppVersion version) =>
        Cache.TryGetValue(version.App, out var known) ? known : Cache.GetValue(version.App, _ => Of(version.App.Rules, version.App.ClientRules, version.Number));

    /// <summary>Of a model that no version has yet, so that a draft is drawn by what draws the app.</summary>
    /// <param name="rules">With the model, as far as it is understood.</param>
    /// <param name="clientRules">As <c>ClientRules</c> builds them.</param>
    /// <param name="version">The number that the document bears.</param>
    public static MetaDocument Of(BoundRuleSet rules, JsonObject clientRules, int version) => new(Build(rules, clientRules, version));

    private static byte[] Build(BoundRuleSet rules, JsonObject clientRules, int version)
    {
        var model = rules.Model;
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("name", model.Name);
            writer.WriteString("id", model.Id);
            writer.WriteLabel("title", model.Title, model);
            writer.WriteNumber("version", version);
            writer.WriteString("packageVersion", model.Version);
            writer.WriteNames("locales", model.Locales);
            writer.WriteString("defaultLocale", model.DefaultLocale);
            writer.WriteString("timeZone", model.TimeZone);
            writer.WriteString("currency", model.Currency);
            writer.WriteString("calendar", model.Calendar);
            writer.WriteStartArray("entities");
            foreach (var entity in model.Entities) MetaEntity.Write(writer, model, entity, rules.For(entity));
            writer.WriteEndArray();
            Layouts(writer, model, rules);
            writer.WriteStartArray("navigation");
            foreach (var group in model.Navigation)
            {
                writer.WriteStartObject();
                writer.WriteLabel("group", group.Label, model);
                writer.WriteNames("items", group.Items);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteStartArray("roles");
            foreach (var role in model.Roles)
            {
                writer.WriteStartObject();
                writer.WriteString("id", role.Id);
                writer.WriteString("name", role.Name);
                writer.WriteLabel("label", role.Label, model);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteStartArray("channels");
            foreach (var channel in model.Channels)
            {
                writer.WriteStartObject();
                writer.WriteString("id", channel.Id);
                writer.WriteString("name", channel.Name);
                writer.WriteString("kind", channel.Kind);
                writer.WriteLabel("label", channel.Label, model);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WritePropertyName("theme");
            model.Theme.WriteTo(writer);
            writer.WritePropertyName("rules");
            clientRules.WriteTo(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan[..^1].ToArray();
    }

    private static void Layouts(Utf8JsonWriter writer, CrmModel model, BoundRuleSet rules)
    {
        writer.WriteStartArray("forms");
        foreach (var form in model.Forms)
        {
            Start(writer, model, form.Id, form.Name, form.Entity, form.Label, form.IsGenerated);
            writer.WritePropertyName("layout");
            form.Layout.WriteTo(writer);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("views");
        foreach (var view in model.Views)
        {
            Start(writer, model, view.Id, view.Name, view.Entity, view.Label, view.IsGenerated);
            writer.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(view.Kind.ToString()));
            writer.WriteNames("columns", view.Columns);
            if (view.Filter is not null) Filter(writer, view, model, rules);
            writer.WriteNames("sort", view.Sort);
            if (view.GroupBy is not null) writer.WriteString("groupBy", view.GroupBy);
            writer.WritePropertyName("definition");
            view.Definition.WriteTo(writer);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("pages");
        foreach (var page in model.Pages)
        {
            Start(writer, model, page.Id, page.Name, null, page.Label, false);
            writer.WritePropertyName("definition");
            page.Definition.WriteTo(writer);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    // For the chips above a list; null where the condition is more than they can show.
    private static void Filter(Utf8JsonWriter writer, View view, CrmModel model, BoundRuleSet rules)
    {
        writer.WriteString("filter", view.Filter);
        writer.WritePropertyName("conditions");
        var conditions = ConditionReader.Read(new SourceText(view.Name, view.Filter!), rules, model.Entity(view.Entity), new DiagnosticBag());
        if (conditions is null) writer.WriteNullValue();
        else ConditionJson.Write(conditions).WriteTo(writer);
    }

    private static void Start(Utf8JsonWriter writer, CrmModel model, string id, string name, string? entity, LocalizedText label, bool isGenerated)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("name", name);
        if (entity is not null) writer.WriteString("entity", entity);
        writer.WriteLabel("label", label, model);
        if (isGenerated) writer.WriteBoolean("generated", true);
    }
}
