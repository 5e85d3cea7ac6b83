using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>Expressions: a production for each precedence that operators have, loosest first.</summary>
public static partial class Grammar
{
    private static Precedence[] Levels => [.. Operators.Infix.Concat(Operators.Prefix).Select(op => op.Precedence).Where(level => level != Precedence.Negation).Distinct().Order()];

    /// <summary>What stands on either side of a comparison.</summary>
    private static string Operand => LevelOf(Precedence.Comparison + 1);

    private static IEnumerable<Production> Expressions()
    {
        yield return Of("expression", Or(To("if"), To("let"), To(LevelOf(Levels[0]))), "a + 1", typeof(ExpressionSyntax));
        foreach (var level in Levels) yield return level switch { Precedence.Comparison => Comparison(), Precedence.Not => Negation(), _ => Level(level) };
        yield return Of("comparison_operator", Or([.. Operators.Infix.Where(op => op.Precedence == Precedence.Comparison && Keywords.Find(op.Text) is null).Select(Spelled)]), "a <= b");
        yield return Of("set_or_empty", Or(Keywords.Set, Keywords.Empty), "a is not set");
        yield return Of("unary", Or([.. Operators.Prefix.Where(op => op.Precedence == Precedence.Negation).Select(op => Seq(Spelled(op), To("unary"))), To("path")]), "- -a", typeof(UnaryExpressionSyntax));
        yield return Of("path", Seq(To("primary"), Many(".", name)), "a.b.c", typeof(MemberExpressionSyntax));
        yield return Of("primary", Or(To("literal"), name, Keywords.This, To("call"), To("match"), To("parenthesized"), To("range"), To("set_literal")),
            "f(this, a)", typeof(NameExpressionSyntax), typeof(ThisExpressionSyntax));
        yield return Of("literal", Or([integer, number, text, date, instant, time, Keywords.True, Keywords.False, Keywords.Empty]), "\"a {b} c\" & \"d\"",
            typeof(LiteralExpressionSyntax), typeof(InterpolatedTextSyntax));
        yield return Of("if", Seq(Keywords.If, To("expression"), Keywords.Then, To("expression"), Keywords.Else, To("expression")), "if a then b else c", typeof(IfExpressionSyntax));
        yield return Of("let", Seq(Keywords.Let, name, "=", To("let_value"), Keywords.In, To("expression")), "let x = 1 in x + 1", typeof(LetExpressionSyntax));
        yield return Of("let_value", To("expression"), "let x = (a in {b}) in x") with { Remark = "the first 'in' outside brackets ends it" };
        yield return Of("call", Seq(name, "(", May(List(To("argument"))), ")"), "mid(s, from 1, 2)", typeof(CallExpressionSyntax));
        yield return Of("argument", Or(To("relation"), Seq(Keywords.From, To("position")), To("expression")), "mid(s, from 1, 2)", typeof(ExpressionArgumentSyntax));
        yield return Of("position", To("expression"), "mid(s, from 1, 2)") with { Remark = "begins with a whole number or a name" };
        yield return Of("relation", Or(Seq(name, Keywords.Via, name, May(Keywords.Where, To("expression"))), Seq(name, Keywords.Where, To("expression"))),
            "sum(line via deal where open, amount)", typeof(RelationArgumentSyntax));
        yield return Of("match", Seq(Keywords.Match, name, Keywords.By, To("path")), "match contact by m.sender", typeof(MatchExpressionSyntax));
        yield return Of("parenthesized", Seq("(", To("expression"), ")"), "(a)", typeof(ParenthesizedExpressionSyntax));
        yield return Of("range", Seq(Or("[", "("), May(To("expression")), "..", May(To("expression")), Or("]", ")")), "a in (1 .. 5]", typeof(RangeExpressionSyntax));
        yield return Of("set_literal", Seq("{", May(List(To("expression"))), "}"), "a in {1, 2}", typeof(SetExpressionSyntax));
    }

    private static Production Level(Precedence level)
    {
        var operators = Operators.Infix.Where(op => op.Precedence == level).ToArray();
        GrammarPart op = operators is [var only] ? Spelled(only) : Or([.. operators.Select(Spelled)]);
        var tighter = LevelOf(level + 1);
        // To the right associative operator belongs everything behind it.
        var body = operators[0].Associativity == Associativity.Right ? Seq(To(tighter), May(op, To(LevelOf(level)))) : Seq(To(tighter), Many(op, To(tighter)));
        return Of(LevelOf(level), body, $"a {operators[0].Text} b", typeof(BinaryExpressionSyntax));
    }

    private static Production Negation() =>
        Of(LevelOf(Precedence.Not), Or(Seq(Keywords.Not, To(LevelOf(Precedence.Not))), To(LevelOf(Precedence.Comparison))), "not not a", typeof(UnaryExpressionSyntax));

    /// <summary>Comparisons do not chain; <c>between</c> takes the first <c>and</c>.</summary>
    private static Production Comparison()
    {
        var operand = To(Operand);
        return Of(LevelOf(Precedence.Comparison), Seq(operand, May(Or(
                Seq(To("comparison_operator"), operand),
                Seq(May(Keywords.Not), Keywords.In, operand),
                Seq(May(Keywords.Not), Keywords.Between, operand, Keywords.And, operand),
                Seq(Keywords.Is, May(Keywords.Not), To("set_or_empty"))))),
            "f(a < b, a not in {b}, a not between 1 and 2, a is empty)", typeof(BinaryExpressionSyntax), typeof(InExpressionSyntax), typeof(BetweenExpressionSyntax), typeof(IsExpressionSyntax));
    }

    /// <summary>The production of the loosest operators that bind at least so tightly.</summary>
    private static string LevelOf(Precedence precedence) => Levels.FirstOrDefault(level => level >= precedence) switch
    {
        Precedence.None => "unary",
        var level => level.ToString().ToLowerInvariant(),
    };

    private static GrammarPart Spelled(OperatorInfo op) => Keywords.Find(op.Text) is { } word ? word : op.Text;
}
