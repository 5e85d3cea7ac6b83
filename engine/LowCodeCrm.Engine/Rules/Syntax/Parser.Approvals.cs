using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Approvals.</summary>
internal sealed partial class Parser
{
    private static readonly HashSet<Keyword> outcomes = [Keywords.Approved, Keywords.Rejected, Keywords.Returned, Keywords.Withdrawn];

    private ApprovalDeclarationSyntax Approval()
    {
        var keyword = Take(Keywords.Approval);
        var name = ExpectName();
        var on = Expect(Keywords.On);
        var entity = ExpectName();
        var open = Expect(TokenKind.OpenBrace, "{");
        var members = ImmutableArray.CreateBuilder<SyntaxNode>();
        while (!BlockEnds()) members.Add(ApprovalMember());
        return new ApprovalDeclarationSyntax(keyword, name, on, entity, open, members.ToImmutable(), CloseBrace(open));
    }

    private bool AtApprovalMember() =>
        At(Keywords.Submit) && PeekIs(1, Keywords.When) || At(Keywords.Lock) && PeekIs(1, TokenKind.Name) || At(Keywords.Step) && PeekIs(1, TokenKind.Name)
        || At(Keywords.On) && Peek(1).Candidate is { } outcome && outcomes.Contains(outcome) || AtDeclaration(strict: true);

    private SyntaxNode ApprovalMember()
    {
        if (At(Keywords.Submit)) return new SubmitClauseSyntax(Take(Keywords.Submit), Expect(Keywords.When), Expression());
        if (At(Keywords.Lock)) return new LockClauseSyntax(Take(Keywords.Lock), NameList(null));
        if (At(Keywords.Step)) return ApprovalStep();
        if (At(Keywords.On)) return new ApprovalOutcomeSyntax(Take(Keywords.On), Current.Candidate is { } word && outcomes.Contains(word) ? Take(word) : ExpectName(), Block());
        var found = Current;
        Report(at => diagnostics.UnknownClause(at, found.Text, "submit when, lock, step, on approved, on rejected, on returned, on withdrawn"));
        return new SkippedCommandSyntax(TakeTo(AtLeastOne(Find(AtApprovalMember))));
    }

    private ApprovalStepSyntax ApprovalStep()
    {
        var keyword = Take(Keywords.Step);
        var name = ExpectName();
        var (whenKeyword, when) = When();
        var colon = Expect(TokenKind.Colon, ":");
        var people = People();
        var due = At(Keywords.Due) ? Due() : null;
        return new ApprovalStepSyntax(keyword, name, whenKeyword, when, colon, people, due, At(Keywords.Escalate) ? new EscalateClauseSyntax(Take(Keywords.Escalate), People()) : null);
    }

    private DueClauseSyntax Due() => new(Take(Keywords.Due), Expect(TokenKind.IntegerLiteral, "2"), TakeIf(Keywords.Business), ExpectName());

    private TestApprovalSyntax ApprovalAction(SyntaxToken when, Keyword action)
    {
        var verb = Take(action);
        var record = ExpectName();
        var forKeyword = At(Keywords.For) && !PeekIs(1, Keywords.Each) ? Take(Keywords.For) : null;
        var approval = forKeyword is null ? null : ExpectName();
        var by = TakeIf(Keywords.By);
        return new TestApprovalSyntax(when, verb, record, forKeyword, approval, by, by is null ? null : ExpectName());
    }
}
