using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Language;

public static partial class Grammar
{
    private const string ExampleProcess =
        "process p on deal.stage { state open initial state won final transition win : {open} -> won { guard amount > 0 message en \"x\" by role(sales) or owner ask amount required, note do { set note = \"\" } } }";

    private const string ExampleTable = "table cap(rank: text, n: int) returns decimal hit collect sum { | \"A\" | >= 100 => 20 |\n| not in {\"B\"} | - => 5 |\n| is empty | [1 .. 2] => 1 |\n| otherwise => 0 | }";

    private static IEnumerable<Production> Declarations() =>
    [
        Of("file", Many(To("declaration")), "rules for deal { }", typeof(RulesFileSyntax)),
        Of("declaration", Or([.. DeclarationNames.Select(To)]), "rules for deal { }"),
        Of("rules_block", Seq(Keywords.Rules, Keywords.For, name, "{", Many(To("rule")), "}"), "rules for deal { default note = \"\" }", typeof(RulesBlockSyntax)),
        Of("function", Seq(Keywords.Function, name, "(", May(List(To("parameter"))), ")", Keywords.Returns, To("type"), "=", To("expression")),
            "function twice(n: int) returns int = n * 2", typeof(FunctionDeclarationSyntax)),
        Of("parameter", Seq(name, ":", To("type")), "function twice(n: int) returns int = n * 2", typeof(ParameterSyntax)),
        Of("type", Seq(May(Or(Keywords.Set, Keywords.List), Keywords.Of), name, May(".", name), May("?")), "function f(a: set of text) returns deal.stage? = a", typeof(TypeSyntax)),
        Of("table", Seq(Keywords.Table, name, "(", May(List(To("parameter"))), ")", Keywords.Returns, To("type"), May(To("hit")), "{", Many(To("row")), "}"), ExampleTable, typeof(TableDeclarationSyntax)),
        Of("hit", Seq(Keywords.Hit, Or([.. HitPolicies.All.Select(one => one.Policy switch
        {
            HitPolicy.RuleOrder => Seq(one.Word, Keywords.Order),
            HitPolicy.Collect => Seq(one.Word, May(Or([.. HitPolicies.Collections.Select(way => new NamedPart(way.Word))]))),
            _ => (GrammarPart)one.Word,
        })])), ExampleTable, typeof(HitPolicySyntax)),
        Of("row", Seq("|", Or(Seq(To("cell"), Many("|", To("cell"))), Keywords.Otherwise), "=>", To("expression"), "|"), ExampleTable, typeof(TableRowSyntax)),
        Of("cell", Or("-", Seq(May(Keywords.Not), Keywords.In, To(Operand)), Seq(Keywords.Is, May(Keywords.Not), To("set_or_empty")), Seq(To("comparison_operator"), To(Operand)), To(Operand)),
            ExampleTable, typeof(TableCellSyntax)),
        Of("process", Seq(Keywords.Process, name, Keywords.On, name, ".", name, "{", Many(Or(To("state"), To("transition"))), "}"), ExampleProcess, typeof(ProcessDeclarationSyntax)),
        Of("state", Seq(Keywords.State, name, May(Or(Keywords.Initial, Keywords.Final))), ExampleProcess, typeof(StateSyntax)),
        Of("transition", Seq(Keywords.Transition, name, ":", Or(name, Seq("{", To("names"), "}")), "->", name, May("{", Many(To("clause")), "}")), ExampleProcess, typeof(TransitionSyntax)),
        Of("clause", Or(To("guard"), To("by"), To("ask"), To("do"), To("sla")), ExampleProcess),
        Of("guard", Seq(Keywords.Guard, To("expression"), May(To("message"))), ExampleProcess, typeof(GuardClauseSyntax)),
        Of("by", Seq(Keywords.By, To("people")), ExampleProcess, typeof(ByClauseSyntax)),
        Of("people", Seq(May(Or(Keywords.AllOf, integer), Keywords.Of), To("path"), Many(Keywords.Or, To("path"))), ExampleProcess, typeof(PeopleSyntax)),
        Of("ask", Seq(Keywords.Ask, List(To("asked"))), ExampleProcess, typeof(AskClauseSyntax)),
        Of("asked", Seq(name, May(Keywords.Required)), ExampleProcess, typeof(AskedFieldSyntax)),
        Of("do", Seq(Keywords.Do, To("block")), ExampleProcess, typeof(DoClauseSyntax)),
        Of("sla", Seq(Keywords.Sla, integer, May(Keywords.Business), name, Keywords.Else, To("command")),
            "process p on deal.stage { transition win : open -> won { sla 5 business days else set note = \"late\" } }", typeof(SlaClauseSyntax)),
    ];

    private static string[] DeclarationNames => ["rules_block", "function", "table", "process", "test", "schedule", "choose", "segment", "policy", "on_message", "approval"];
}
