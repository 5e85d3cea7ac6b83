namespace LowCodeCrm.Engine.Rules.Syntax;

public abstract record ExpressionSyntax : SyntaxNode;

/// <summary>Number, date, time, text without interpolation, true, false, empty.</summary>
public sealed record LiteralExpressionSyntax(SyntaxToken Literal) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Literal]; }

/// <summary><c>"won:{id}"</c>: the parts hang on the token.</summary>
public sealed record InterpolatedTextSyntax(SyntaxToken Literal) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Literal]; }

public sealed record NameExpressionSyntax(SyntaxToken Name) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Name]; }

public sealed record ThisExpressionSyntax(SyntaxToken This) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [This]; }

/// <summary><c>a.b</c>: through a lookup, or a choice's option, or a member of a structured value.</summary>
public sealed record MemberExpressionSyntax(ExpressionSyntax Target, SyntaxToken Dot, SyntaxToken Name) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Target, Dot, Name]; }

/// <summary>A function's or aggregate's call. An argument <c>from 1</c> style label is in <see cref="ExpressionArgumentSyntax.Label"/>.</summary>
public sealed record CallExpressionSyntax(SyntaxToken Name, SyntaxToken Open, SeparatedList<ArgumentSyntax> Arguments, SyntaxToken Close) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Name, Open, Arguments, Close]; }

public abstract record ArgumentSyntax : SyntaxNode;

public sealed record ExpressionArgumentSyntax(SyntaxToken? Label, ExpressionSyntax Expression) : ArgumentSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Label, Expression]; }

/// <summary><c>opportunity via account where stage = won</c>, the first argument of an aggregate; at least one of via and where is there (a bare entity name is an expression argument).</summary>
public sealed record RelationArgumentSyntax(SyntaxToken Entity, SyntaxToken? ViaKeyword, SyntaxToken? Via, SyntaxToken? WhereKeyword, ExpressionSyntax? Where) : ArgumentSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Entity, ViaKeyword, Via, WhereKeyword, Where]; }

public sealed record UnaryExpressionSyntax(SyntaxToken Operator, ExpressionSyntax Operand) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Operator, Operand]; }

/// <summary>Operators: <c>?? or and = &lt;&gt; &lt; &lt;= &gt; &gt;= &amp; + - * / mod</c>.</summary>
public sealed record BinaryExpressionSyntax(ExpressionSyntax Left, SyntaxToken Operator, ExpressionSyntax Right) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Left, Operator, Right]; }

/// <summary><c>x in s</c>, <c>x not in s</c>.</summary>
public sealed record InExpressionSyntax(ExpressionSyntax Operand, SyntaxToken? Not, SyntaxToken In, ExpressionSyntax Container) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Operand, Not, In, Container]; }

public sealed record BetweenExpressionSyntax(ExpressionSyntax Operand, SyntaxToken? Not, SyntaxToken Between, ExpressionSyntax Low, SyntaxToken And, ExpressionSyntax High) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Operand, Not, Between, Low, And, High]; }

/// <summary><c>x is set</c>, <c>x is empty</c>, <c>x is not set</c>, <c>x is not empty</c>.</summary>
public sealed record IsExpressionSyntax(ExpressionSyntax Operand, SyntaxToken Is, SyntaxToken? Not, SyntaxToken SetOrEmpty) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Operand, Is, Not, SetOrEmpty]; }

public sealed record IfExpressionSyntax(SyntaxToken If, ExpressionSyntax Condition, SyntaxToken ThenKeyword, ExpressionSyntax Then, SyntaxToken ElseKeyword, ExpressionSyntax Else) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [If, Condition, ThenKeyword, Then, ElseKeyword, Else]; }

public sealed record LetExpressionSyntax(SyntaxToken Let, SyntaxToken Name, SyntaxToken EqualsToken, ExpressionSyntax Value, SyntaxToken In, ExpressionSyntax Body) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Let, Name, EqualsToken, Value, In, Body]; }

public sealed record ParenthesizedExpressionSyntax(SyntaxToken Open, ExpressionSyntax Expression, SyntaxToken Close) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Open, Expression, Close]; }

/// <summary><c>{a, b}</c></summary>
public sealed record SetExpressionSyntax(SyntaxToken Open, SeparatedList<ExpressionSyntax> Items, SyntaxToken Close) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Open, Items, Close]; }

/// <summary><c>[a .. b]</c>, <c>(a .. b)</c> and the half-open and one-sided forms; a missing bound is null.</summary>
public sealed record RangeExpressionSyntax(SyntaxToken Open, ExpressionSyntax? Low, SyntaxToken DotDot, ExpressionSyntax? High, SyntaxToken Close) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Open, Low, DotDot, High, Close]; }

/// <summary><c>match contact by m.sender</c>: the record that a sender's address belongs to.</summary>
public sealed record MatchExpressionSyntax(SyntaxToken MatchKeyword, SyntaxToken Entity, SyntaxToken ByKeyword, ExpressionSyntax Sender) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [MatchKeyword, Entity, ByKeyword, Sender]; }

/// <summary>Where an expression is needed and none could be read.</summary>
public sealed record MissingExpressionSyntax(SyntaxToken Token) : ExpressionSyntax
{ public override IEnumerable<SyntaxElement?> Children => [Token]; }
