using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Tests.Rules.Binding;

/// <summary>A small sales model, and binding against it.</summary>
internal static class Sales
{
    public static CrmModel Model { get; } = new("a_1", "sales", LocalizedText.Plain("Sales"),
    [
        .. SystemModel.Entities,
        Entity("account", F("name", FieldType.Text) with { Required = true }, F("rank", FieldType.Text), F("parent", FieldType.Lookup) with { Target = "account" },
            F("address", FieldType.Address), F("tags", FieldType.Tags)),
        Entity("activity", F("subject", FieldType.Text) with { Required = true }, F("account", FieldType.Lookup) with { Target = "account" }, F("opportunity", FieldType.Lookup) with { Target = "opportunity" },
            F("kind", FieldType.Choice) with { Options = Options("call", "mail") }, F("done", FieldType.Boolean), F("due_on", FieldType.Date)),
        Entity("opportunity", F("name", FieldType.Text) with { Required = true }, F("account", FieldType.Lookup) with { Target = "account" }, F("partner", FieldType.Lookup) with { Target = "account" },
            F("amount", FieldType.Money), F("probability", FieldType.Percent), F("quantity", FieldType.Integer), F("close_on", FieldType.Date), F("stalled", FieldType.Boolean),
            F("stage", FieldType.Choice) with { Required = true, Options = Options("prospecting", "proposal", "won", "lost") },
            F("colors", FieldType.MultiChoice) with { Options = Options("red", "blue") }, F("contact_name", FieldType.PersonName), F("商談メモ", FieldType.LongText),
            F("number", FieldType.AutoNumber), F("activities", FieldType.ChildList) with { Target = "activity", Via = "opportunity" }),
    ])
    {
        Roles = [new Role("r_1", "sales", LocalizedText.Plain("Sales"), [])], Currency = "JPY",
        Channels =
        [
            new Channel("c_1", "email", "email", LocalizedText.Of("Email", "メール"), []) { Contact = [new ChannelAddress("opportunity", "name")] },
            new Channel("c_2", "phone", "phone", LocalizedText.Of("Phone", "電話"), []),
        ],
    };

    /// <summary>Binds in the scope of an opportunity.</summary>
    public static (BoundExpression Bound, DiagnosticBag Diagnostics) Bind(string text, RuleType? expected = null, string entity = "opportunity") =>
        Bind(text, BindingScope.For(Model, Model.Entity(entity)), expected);

    public static (BoundExpression Bound, DiagnosticBag Diagnostics) Bind(string text, BindingScope scope, RuleType? expected = null)
    {
        var diagnostics = new DiagnosticBag();
        var source = new SourceText("a.rules", text);
        return (ExpressionBinder.Bind(RulesParser.ParseExpression(source, diagnostics), source, scope, expected, diagnostics), diagnostics);
    }

    /// <summary>The type as text, or the diagnostics where there are some.</summary>
    public static string TypeOf(string text)
    {
        var (bound, diagnostics) = Bind(text);
        return diagnostics.Count == 0 ? bound.Type.ToString() : string.Join(" ", diagnostics.Select(d => d.Id));
    }

    public static (BoundRuleSet Rules, DiagnosticBag Diagnostics) Rules(string text, string path = "rules/a.rules")
    {
        var diagnostics = new DiagnosticBag();
        var source = new SourceText(path, text);
        return (RuleBinder.Bind(Model, [(source, RulesParser.Parse(source, diagnostics))], diagnostics), diagnostics);
    }

    public static string Ids(DiagnosticBag diagnostics) => string.Join(" ", diagnostics.ToSorted().Select(d => d.Id));

    private static Entity Entity(string name, params Field[] fields) =>
        new("e_" + name, name, LocalizedText.Plain(name), [.. SystemModel.FieldsOf("e_" + name), .. fields.Select(f => f with { Id = $"f_{name}_{f.Name}" })]) { Display = "name" };

    private static Field F(string name, FieldType type) => new() { Id = name, Name = name, Label = LocalizedText.Plain(name), Type = type };

    private static System.Collections.Immutable.ImmutableArray<Option> Options(params string[] values) =>
        [.. values.Select((v, i) => new Option("o_" + v, v, LocalizedText.Plain(v), null, i))];
}
