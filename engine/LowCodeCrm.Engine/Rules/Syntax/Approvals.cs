using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary><c>approval discount on quote { submit when … lock … step … on approved { … } }</c></summary>
public sealed record ApprovalDeclarationSyntax(SyntaxToken ApprovalKeyword, SyntaxToken Name, SyntaxToken OnKeyword, SyntaxToken Entity, SyntaxToken Open, ImmutableArray<SyntaxNode> Members, SyntaxToken Close) : DeclarationSyntax
{
    public IEnumerable<ApprovalStepSyntax> Steps => Members.OfType<ApprovalStepSyntax>();
    public override IEnumerable<SyntaxElement?> Children => [ApprovalKeyword, Name, OnKeyword, Entity, Open, .. Members, Close];
}

/// <summary><c>submit when discount_rate > 10</c></summary>
public sealed record SubmitClauseSyntax(SyntaxToken SubmitKeyword, SyntaxToken WhenKeyword, ExpressionSyntax Condition) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [SubmitKeyword, WhenKeyword, Condition]; }

/// <summary><c>lock amount, discount_rate</c></summary>
public sealed record LockClauseSyntax(SyntaxToken LockKeyword, SeparatedList<SyntaxToken> Fields) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [LockKeyword, Fields]; }

/// <summary><c>step manager when discount_rate &lt;= 20 : created_by.manager due 2 business days escalate created_by.manager.manager</c></summary>
public sealed record ApprovalStepSyntax(SyntaxToken StepKeyword, SyntaxToken Name, SyntaxToken? WhenKeyword, ExpressionSyntax? When, SyntaxToken Colon, PeopleSyntax People, DueClauseSyntax? Due, EscalateClauseSyntax? Escalate) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [StepKeyword, Name, WhenKeyword, When, Colon, People, Due, Escalate]; }

/// <summary><c>due 2 business days</c></summary>
public sealed record DueClauseSyntax(SyntaxToken DueKeyword, SyntaxToken Amount, SyntaxToken? BusinessKeyword, SyntaxToken Unit) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [DueKeyword, Amount, BusinessKeyword, Unit]; }

/// <summary><c>escalate created_by.manager.manager</c></summary>
public sealed record EscalateClauseSyntax(SyntaxToken EscalateKeyword, PeopleSyntax People) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [EscalateKeyword, People]; }

/// <summary><c>on approved { … }</c>, and so for rejected, returned and withdrawn.</summary>
public sealed record ApprovalOutcomeSyntax(SyntaxToken OnKeyword, SyntaxToken Outcome, BlockSyntax Body) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [OnKeyword, Outcome, Body]; }

/// <summary><c>when submit q</c>, <c>when approve q by kenji</c>, and so for reject, return and withdraw; <c>for discount</c> where the record has several approvals.</summary>
public sealed record TestApprovalSyntax(SyntaxToken WhenKeyword, SyntaxToken Action, SyntaxToken Record, SyntaxToken? ForKeyword, SyntaxToken? Approval, SyntaxToken? ByKeyword, SyntaxToken? User) : SyntaxNode
{ public override IEnumerable<SyntaxElement?> Children => [WhenKeyword, Action, Record, ForKeyword, Approval, ByKeyword, User]; }
