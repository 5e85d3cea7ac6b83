using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Language;

public static partial class Grammar
{
    private static IEnumerable<Production> Rules() =>
    [
        Of("rule", Or(To("validate"), To("warn"), To("default"), To("computed"), To("rollup"), To("field_state"), To("save_rule")), "rules for deal { default note = \"\" }"),
        Of("validate", Seq(Keywords.Validate, name, "{", May(Keywords.When, To("expression")), Keywords.Require, To("expression"), May(To("message")), May(Keywords.At, To("names")), "}"),
            "rules for deal { validate v { when a require b message \"x\" at a, b } }", typeof(ValidateRuleSyntax)),
        Of("warn", Seq(Keywords.Warn, To("names"), Keywords.When, To("expression"), May(To("message"))), "rules for deal { warn a, b when a > b message \"x\" }", typeof(WarnRuleSyntax)),
        Of("default", Seq(Keywords.Default, name, "=", To("expression"), May(Keywords.When, To("expression"))), "rules for deal { default a = 1 when b }", typeof(DefaultRuleSyntax)),
        Of("computed", Seq(Keywords.Computed, name, May(":", To("type")), "=", To("expression")), "rules for deal { computed a : int = 1 }", typeof(ComputedRuleSyntax)),
        Of("rollup", Seq(Keywords.Rollup, name, May(":", To("type")), "=", To("expression")), "rules for deal { rollup a : int = count(line via deal where b) }", typeof(RollupRuleSyntax)),
        Of("field_state", Seq(Or(Keywords.Show, Keywords.Required, Keywords.Readonly), To("names"), May(Keywords.When, To("expression"))),
            "rules for deal { show a when b required a readonly a, b }", typeof(FieldStateRuleSyntax)),
        Of("save_rule", Seq(Or(Keywords.Before, Keywords.After), Keywords.Save, May(name), May(Keywords.When, To("expression")), To("block")),
            "rules for deal { before save tidy when a { set b = 1 } after save { } }", typeof(SaveRuleSyntax)),
        Of("message", Seq(Keywords.Message, Or(Seq(text, Many(To("localized"))), Seq(To("localized"), Many(To("localized"))))),
            "rules for deal { warn a when a > b message \"x\" ja \"y\" }", typeof(MessageSyntax)),
        Of("localized", Seq(name, text), "rules for deal { warn a when a > b message en \"x\" ja \"y\" }", typeof(LocalizedMessageSyntax)),
        Of("names", List(name), "rules for deal { show a, b }"),
    ];

    private static IEnumerable<Production> Commands() =>
    [
        Of("block", Seq("{", Many(To("command")), "}"), "rules for deal { after save { set a = 1 } }", typeof(BlockSyntax)),
        Of("command", Or([.. CommandNames.Select(To)]), "rules for deal { after save { set a = 1 } }"),
        Of("set", Seq(Keywords.Set, name, "=", To("expression")), "rules for deal { after save { set a = 1 } }", typeof(SetCommandSyntax)),
        Of("create", Seq(Keywords.Create, name, To("assignments")), "rules for deal { after save { create line { deal: this, n: 1 } } }", typeof(CreateCommandSyntax)),
        Of("update", Seq(Keywords.Update, To("path"), To("assignments")), "rules for deal { after save { update account { rank: \"A\" } } }", typeof(UpdateCommandSyntax)),
        Of("delete", Seq(Keywords.Delete, To("path")), "rules for deal { after save { delete account } }", typeof(DeleteCommandSyntax)),
        Of("start_process", Seq(Keywords.Start, Keywords.Process, name, May(Keywords.On, To("path"))),
            "rules for deal { after save { start process onboarding on account start process review } }", typeof(StartProcessCommandSyntax)),
        Of("if_command", Seq(Keywords.If, To("expression"), To("block"), May(Keywords.Else, Or(To("block"), To("if_command")))),
            "rules for deal { after save { if a { set b = 1 } else if c { } else { } } }", typeof(IfCommandSyntax)),
        Of("let_command", Seq(Keywords.Let, name, "=", To("expression")), "rules for deal { after save { let x = 1 } }", typeof(LetCommandSyntax)),
        Of("assignments", Seq("{", May(List(To("assignment"))), "}"), "rules for deal { after save { create line { n: 1 } } }"),
        Of("assignment", Seq(name, ":", To("expression")), "rules for deal { after save { create line { n: 1 } } }", typeof(AssignmentSyntax)),
    ];

    private static string[] CommandNames => ["set", "create", "update", "delete", "start_process", "if_command", "let_command", .. OutsideCommands];

    private const string ExampleTest =
        "test t for deal { clock 2026-04-01T09:00+09:00 user u { role: sales } for each (a, b) in { (1, 2), 3 } given account x = { name: \"A\" } when create deal d { n: 1 } when update d { n: 2 } when transition win on d when delete d then rejected by r at n then d.n = 1 then effects { create line { } } then explains r contains \"n\" then no effects }";

    private static IEnumerable<Production> Tests() =>
    [
        Of("test", Seq(Keywords.Test, name, Keywords.For, name, "{", Many(To("test_member")), "}"), ExampleTest, typeof(TestDeclarationSyntax)),
        Of("test_member", Or(To("clock"), To("user"), To("rows"), To("given"), To("given_consent"), To("tick"), To("when_message"), To("when"), To("then")), ExampleTest),
        Of("clock", Seq(Keywords.Clock, To("primary")), ExampleTest, typeof(TestClockSyntax)),
        Of("user", Seq(Keywords.User, name, To("assignments")), ExampleTest, typeof(TestUserSyntax)),
        Of("rows", Seq(Keywords.For, Keywords.Each, "(", To("names"), ")", Keywords.In, "{", May(List(To("values"))), "}"), ExampleTest, typeof(TestRowsSyntax)),
        Of("values", Or(Seq("(", May(List(To("expression"))), ")"), To("bare_value")), ExampleTest, typeof(TestRowSyntax)),
        Of("bare_value", To("expression"), ExampleTest) with { Remark = "does not begin with a parenthesis" },
        Of("given", Seq(Keywords.Given, name, name, "=", To("assignments")), ExampleTest, typeof(TestGivenSyntax)),
        Of("when", Seq(Keywords.When, Or([.. TestActions()])), ExampleTest, typeof(TestWhenSyntax)),
        Of("then", Seq(Keywords.Then, Or(To("rejected"), To("effects"), To("explains"), To("expression"))), ExampleTest, typeof(TestExpectationSyntax)),
        Of("rejected", Seq(Keywords.Rejected, May(Keywords.By, Or(name, text)), May(Keywords.At, To("names"))), ExampleTest, typeof(TestRejectedSyntax)),
        Of("explains", Seq(Keywords.Explains, Or(name, text), Keywords.Contains, To("expression")), ExampleTest, typeof(TestExplainsSyntax)),
        Of("effects", Or(Seq(Keywords.No, Keywords.Effects), Seq(Keywords.Effects, To("block"))), ExampleTest, typeof(TestEffectsSyntax)),
    ];

    private static IEnumerable<GrammarPart> TestActions() =>
    [
        Seq(Keywords.Create, name, May(name), To("assignments")),
        Seq(Keywords.Update, name, To("assignments")),
        Seq(Keywords.Delete, name),
        Seq(Keywords.Transition, name, Keywords.On, name),
        To("approval_action"),
    ];
}
