using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Tests.Rules.Channels;

/// <summary>Contacts with addresses on three channels, deals that look them up, and what has been said and sent.</summary>
internal static class People
{
    public const string Email = """{"id": "c_email", "title": {"en": "Email", "ja": "メール"}, "contact": [{"entity": "contact", "address": "email"}], "quietHours": {"from": "21:00", "to": "08:00"}}""";

    private const string Contact = """
        {"title": "Contact", "type": "object", "properties": {
          "name": {"type": "string", "x-crm": {"id": "f_1"}},
          "email": {"type": ["string", "null"], "x-crm": {"id": "f_2", "type": "email"}},
          "tel": {"type": ["string", "null"], "x-crm": {"id": "f_3", "type": "phone"}},
          "preferred": {"type": ["string", "null"], "enum": ["email", "phone", null], "x-crm": {"id": "f_4", "options": [{"value": "email", "id": "o_1"}, {"value": "phone", "id": "o_2"}]}},
          "loose": {"type": ["string", "null"], "enum": ["email", "fax", null], "x-crm": {"id": "f_5", "options": [{"value": "email", "id": "o_3"}, {"value": "fax", "id": "o_4"}]}},
          "size": {"type": ["integer", "null"], "x-crm": {"id": "f_6"}}
        }, "x-crm": {"id": "e_contact"}}
        """;

    public static AppPackage Package(string rules, string email = Email) => new(
    [
        PackageFile.FromText("app.json", """{"formatVersion": 1, "id": "a_1", "name": "people", "title": "People", "locales": ["en", "ja"], "defaultLocale": "en", "timeZone": "Asia/Tokyo", "calendar": "jp"}"""),
        PackageFile.FromText("entities/contact.json", Contact),
        PackageFile.FromText("entities/deal.json", """{"title": "Deal", "type": "object", "properties": {"contact": {"type": ["string", "null"], "x-crm": {"id": "f_9", "type": "lookup", "target": "contact"}}}, "x-crm": {"id": "e_deal"}}"""),
        PackageFile.FromText("channels/email.json", email),
        PackageFile.FromText("channels/line.json", """{"id": "c_line", "title": "LINE"}"""),
        PackageFile.FromText("channels/phone.json", """{"id": "c_phone", "title": "Phone", "contact": [{"entity": "contact", "address": "tel"}], "quietHours": {"from": "12:00", "to": "13:00", "weekends": true}}"""),
        PackageFile.FromText("rules/all.rules", rules),
    ]);

    public static CrmModel Model { get; } = AppCompiler.Check(Package("")).Model;

    /// <summary>Binds in the scope of an entity's record.</summary>
    public static (BoundExpression Bound, DiagnosticBag Diagnostics) Bind(string text, string entity = "contact")
    {
        var diagnostics = new DiagnosticBag();
        var source = new SourceText("a.rules", text);
        var syntax = RulesParser.ParseExpression(source, diagnostics);
        return (ExpressionBinder.Bind(syntax, source, BindingScope.For(Model, Model.Entity(entity)), null, diagnostics), diagnostics);
    }

    public static string TypeOf(string text, string entity = "contact") =>
        Bind(text, entity) is var (bound, diagnostics) && diagnostics.Count == 0 ? bound.Type.ToString() : string.Join(" ", diagnostics.Select(d => d.Id));
}

/// <summary>What was said and sent, in memory.</summary>
internal sealed class MemoryContacts : ContactHistory
{
    public Dictionary<(string Entity, Guid Record, string Channel), bool> Words { get; } = [];
    public List<(Guid Record, string Channel, DateTime At, bool IsAnswered)> Messages { get; } = [];

    public override bool? Consent(string entity, Guid record, string channel) => Words.TryGetValue((entity, record, channel), out var word) ? word : null;

    public override MessageCount Sent(string entity, Guid record, string channel, DateTime since)
    {
        var sent = Messages.Where(m => m.Record == record && m.Channel == channel && m.At >= since).ToArray();
        return new(sent.Length, sent.Count(m => m.IsAnswered));
    }
}

internal sealed class PeopleContext : RuleContext
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public PeopleContext(CrmModel model, DateTime now)
    {
        (Model, Now, TimeZone, UserTimeZone, Locale, Calendar) = (model, now, model.TimeZone, model.TimeZone, "ja", model.Calendar);
    }

    public MemoryContacts Memory { get; } = new();
    public List<EntityRecord> Records { get; } = [];
    public override ContactHistory Contacts => Memory;
    public override bool HasRole(string role) => false;
    public override EntityRecord? Load(int entityIndex, Guid id) => Records.Find(r => r.EntityIndex == entityIndex && r.Id == id);
    public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) =>
        [.. Records.Where(r => r.EntityIndex == entityIndex && Equals(r.GetValue(lookupFieldIndex), parentId))];
}
