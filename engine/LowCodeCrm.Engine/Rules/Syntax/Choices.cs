using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary><c>choose contact_channel for contact as p returns channel { from ch in … where … score 3 when … otherwise email }</c></summary>
public sealed record ChooseDeclarationSyntax(
    SyntaxToken ChooseKeyword, SyntaxToken Name, SyntaxToken ForKeyword, SyntaxToken Entity, SyntaxToken AsKeyword, SyntaxToken Parameter, SyntaxToken ReturnsKeyword, TypeSyntax ReturnType,
    SyntaxToken Open, ChooseFromSyntax From, ImmutableArray<ScoreSyntax> Scores, OtherwiseSyntax? Otherwise, SyntaxToken Close) : DeclarationSyntax
{ public override IEnumerable<SyntaxElement?> Children => [ChooseKeyword, Name, ForKeyword, Entity, AsKeyword, Parameter, ReturnsKeyword, ReturnType, Open, From, .. Scores, Otherwise, Close]; }

/// <summary><c>from ch in contactable_channels(p) where not opted_out(p, ch)</c></summary>
public sealed record ChooseFromSyntax(SyntaxToken FromKeyword, SyntaxToken Name, SyntaxToken In, ExpressionSyntax List, SyntaxToken? WhereKeyword, ExpressionSyntax? Where) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [FromKeyword, Name, In, List, WhereKeyword, Where]; }

/// <summary><c>score 3 when ch = p.preferred_channel</c></summary>
public sealed record ScoreSyntax(SyntaxToken ScoreKeyword, ExpressionSyntax Value, SyntaxToken? WhenKeyword, ExpressionSyntax? When) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [ScoreKeyword, Value, WhenKeyword, When]; }

/// <summary><c>otherwise email</c></summary>
public sealed record OtherwiseSyntax(SyntaxToken OtherwiseKeyword, ExpressionSyntax Value) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [OtherwiseKeyword, Value]; }
