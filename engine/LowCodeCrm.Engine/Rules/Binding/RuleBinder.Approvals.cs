using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class RuleBinder
{
    private static readonly ImmutableArray<(string Word, TimeLimitUnit Unit)> limitUnits =
        [("minutes", TimeLimitUnit.Minutes), ("hours", TimeLimitUnit.Hours), ("days", TimeLimitUnit.Days), ("weeks", TimeLimitUnit.Weeks)];

    private void BindApprovals()
    {
        foreach (var (source, syntax) in files.Of<ApprovalDeclarationSyntax>())
        {
            if (FindEntity(syntax.Entity, source) is not { } entity) continue;
            new RuleContext(this, entity, source).BindApproval(syntax);
        }
    }

    private sealed partial class RuleContext
    {
        public void BindApproval(ApprovalDeclarationSyntax syntax)
        {
            var name = Named(syntax.Name, "approval");
            BoundExpression? submit = null;
            var locked = ImmutableArray.CreateBuilder<Field>();
            var steps = ImmutableArray.CreateBuilder<ApprovalStep>();
            var outcomes = ImmutableArray.CreateBuilder<ApprovalOutcome>();
            // Steps are chosen when the record is submitted: then the condition to submit it holds.
            foreach (var clause in syntax.Members.OfType<SubmitClauseSyntax>())
            {
                if (submit is not null) diagnostics.ApprovalClauseTwice(At(clause.SubmitKeyword), Keywords.Submit.Text);
                else submit = Condition(clause.Condition, scope);
            }
            foreach (var member in syntax.Members)
                switch (member)
                {
                    case LockClauseSyntax clause:
                        locked.AddRange(Fields(clause.Fields).Where(field => !locked.Contains(field)));
                        break;
                    case ApprovalStepSyntax step:
                        if (BindApprovalStep(step, submit) is not { } bound) break;
                        if (steps.Any(other => other.Name == bound.Name)) diagnostics.ApprovalStepTwice(At(step.Name), bound.Name);
                        else steps.Add(bound);
                        break;
                    case ApprovalOutcomeSyntax outcome:
                        if (ResultOf(outcome) is not { } result) break;
                        if (outcomes.Any(other => other.Result == result)) diagnostics.ApprovalClauseTwice(At(outcome.Outcome), $"on {Word.Keyword(outcome.Outcome)}");
                        else outcomes.Add(new(result, binder.Job(null, This, entity, Block(outcome.Body, scope, onlySet: false).Commands), At(outcome.Outcome)));
                        break;
                }
            if (!syntax.Steps.Any()) diagnostics.ApprovalWithoutSteps(At(syntax.Name), name);
            rules.Approvals.Add(new(name, entity, This, submit, locked.ToImmutable(), steps.ToImmutable(), outcomes.ToImmutable(), At(syntax.Name)));
        }

        private ApprovalResult? ResultOf(ApprovalOutcomeSyntax outcome)
        {
            if (Word.IsMissing(outcome.Outcome)) return null;
            if (Enum.TryParse<ApprovalResult>(Word.Keyword(outcome.Outcome), ignoreCase: true, out var result)) return result;
            var known = Enum.GetNames<ApprovalResult>().Select(one => one.ToLowerInvariant()).ToArray();
            diagnostics.UnknownApprovalOutcome(At(outcome.Outcome), outcome.Outcome.Text, known);
            return null;
        }

        private ApprovalStep? BindApprovalStep(ApprovalStepSyntax syntax, BoundExpression? submit)
        {
            var when = Condition(syntax.When, Given(submit));
            var people = BindApprovers(syntax.People);
            var escalation = syntax.Escalate is null ? null : BindApprovers(syntax.Escalate.People);
            var due = syntax.Due is { } until ? BindLimit(until.Amount, until.BusinessKeyword, until.Unit) : null;
            if (syntax.Escalate is not null && syntax.Due is null) diagnostics.EscalationWithoutDue(At(syntax.Escalate.EscalateKeyword));
            return Word.IsMissing(syntax.Name) ? null : new(Word.Name(syntax.Name), when, people, due, escalation, At(syntax.Name));
        }

        private TimeLimit? BindLimit(SyntaxToken length, SyntaxToken? business, SyntaxToken word)
        {
            if (Word.IsMissing(word)) return null;
            var unit = Word.Name(word);
            var amount = length.Value is long and > 0 and <= 10_000 ? (int)(long)length.Value : 0;
            if (amount == 0 && !length.IsMissing) diagnostics.DueOutOfRange(At(length), 10_000);
            foreach (var (plural, known) in limitUnits)
            {
                // 1 day, 2 days.
                if (unit != plural && unit != plural[..^1]) continue;
                if (business is null) return new(amount, known);
                if (known == TimeLimitUnit.Days) return new(amount, TimeLimitUnit.BusinessDays);
                diagnostics.BusinessNeedsDays(At(word), unit);
                return null;
            }
            diagnostics.UnknownDueUnit(At(word), unit, limitUnits.Select(one => one.Word));
            return null;
        }

        private ApprovalPeople BindApprovers(PeopleSyntax syntax)
        {
            int? quorum = syntax.AllKeyword switch { null => 1, { Kind: TokenKind.IntegerLiteral, Value: long number } => (int)Math.Clamp(number, 0, 1_000), _ => null };
            var persons = ImmutableArray.CreateBuilder<ApprovalPerson>();
            var sound = true;
            foreach (var item in syntax.Items.Items)
            {
                var person = ExpressionBinder.Bind(item, source, scope, null, diagnostics);
                switch (person)
                {
                    case BoundCall { Function.Name: "role", Arguments: [BoundLiteral { Value: string role }] }: persons.Add(new(role, null)); break;
                    case { Type: { Kind: TypeKind.Record, Entity: SystemEntities.User } }: persons.Add(new(null, person)); break;
                    default:
                        sound = false;
                        if (person.Type.Kind != TypeKind.Error) diagnostics.PeopleNeeded(At(item), person.Type);
                        break;
                }
            }
            // So many different users can be named at most; who has a role is not known here.
            var most = persons.All(person => person.User is not null) ? persons.Count : int.MaxValue;
            if (sound && quorum is { } needed && (needed < 1 || needed > most)) diagnostics.NobodyCanDecide(At(syntax), needed, Math.Min(most, 1_000));
            return new(quorum, persons.ToImmutable(), syntax.Span);
        }
    }

    private sealed partial class TestContext
    {
        private ApprovalActionStep? BindApprovalAction(TestApprovalSyntax syntax)
        {
            if (Record(syntax.Record) is not var (record, target)) return null;
            var known = binder.collectors[target.Index].Approvals;
            var name = syntax.Approval is null ? null : Word.Name(syntax.Approval);
            if (name is null ? known.Count == 0 : !known.Exists(one => one.Name == name))
            {
                diagnostics.UnknownApproval(At(syntax.Approval ?? syntax.Record), target.Name, name ?? "", name is null ? null : Suggestions.Nearest(name, known.Select(one => one.Name)));
                return null;
            }
            if (syntax.Approval is { } token) diagnostics.Recorder?.Add(source, token, PackageSymbol.Rule(target.Name, name!));
            TestUser? by = null;
            if (syntax.User is { } user && (by = users.Find(one => one.Symbol.Name == Word.Name(user))) is null)
            {
                if (!Word.IsMissing(user)) diagnostics.UnknownTestUser(At(user), Word.Name(user), Suggestions.Nearest(Word.Name(user), users.Select(one => one.Symbol.Name)));
                return null;
            }
            if (by is not null) diagnostics.Recorder?.Variable(source, syntax.User!, by.Symbol);
            var action = Enum.Parse<ApprovalAction>(Word.Keyword(syntax.Action), ignoreCase: true);
            return new ApprovalActionStep(record, target, action, name, by?.Symbol, At(syntax));
        }

        /// <summary>Whom a user of the test reports to: another of its users, named before.</summary>
        private VariableSymbol? ManagerOf(AssignmentSyntax assignment)
        {
            if (assignment.Value is not NameExpressionSyntax { Name: var token }) return null;
            var name = Word.Name(token);
            if (users.Find(one => one.Symbol.Name == name) is { } found)
            {
                diagnostics.Recorder?.Variable(source, token, found.Symbol);
                return found.Symbol;
            }
            diagnostics.UnknownTestUser(At(token), name, Suggestions.Nearest(name, users.Select(one => one.Symbol.Name)));
            return null;
        }
    }
}
