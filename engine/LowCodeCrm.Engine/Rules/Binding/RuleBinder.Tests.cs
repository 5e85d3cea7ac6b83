using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class RuleBinder
{
    private ImmutableArray<BoundTest> BindTests()
    {
        var names = new HashSet<(string, string)>();
        var tests = ImmutableArray.CreateBuilder<BoundTest>();
        foreach (var (source, syntax) in files.Of<TestDeclarationSyntax>())
        {
            if (FindEntity(syntax.Entity, source) is not { } entity) continue;
            diagnostics.Recorder?.Add(source, syntax.Name, PackageSymbol.Test(entity.Name, Word.Name(syntax.Name)), isDeclaration: true);
            if (!names.Add((entity.Name, Word.Name(syntax.Name)))) diagnostics.TestNameTaken(new(source, syntax.Name.Span), Word.Name(syntax.Name));
            tests.Add(new TestContext(this, entity, source).Bind(syntax));
        }
        return tests.ToImmutable();
    }

    /// <summary>Binds one test: records, parameters and the user are names that each step may use.</summary>
    private sealed partial class TestContext
    {
        private readonly RuleBinder binder;
        private readonly Entity entity;
        private readonly SourceText source;
        private readonly DiagnosticBag diagnostics;
        private readonly RuleContext commands;
        private BindingScope scope;
        private TestUser? user;
        private readonly List<TestUser> users = [];
        private BoundExpression? clock;
        private ImmutableArray<VariableSymbol> parameters = [];
        private ImmutableArray<ImmutableArray<BoundExpression>> rows = [];

        public TestContext(RuleBinder binder, Entity entity, SourceText source)
        {
            (this.binder, this.entity, this.source, diagnostics) = (binder, entity, source, binder.diagnostics);
            commands = new RuleContext(binder, entity, source);
            scope = BindingScope.For(binder.model, entity) with { Functions = binder.functions };
        }

        public BoundTest Bind(TestDeclarationSyntax syntax)
        {
            var steps = ImmutableArray.CreateBuilder<TestStep>();
            foreach (var member in syntax.Members)
                if (Member(member) is { } step) steps.Add(step);
            return new BoundTest(Word.Name(syntax.Name), entity, scope.This!, clock, user, parameters, rows, steps.ToImmutable(), At(syntax.Name)) { Users = [.. users] };
        }

        private TestStep? Member(SyntaxNode member)
        {
            switch (member)
            {
                case TestClockSyntax told:
                    clock = ExpressionBinder.Bind(told.Instant, source, scope, RuleType.DateTime, diagnostics);
                    return null;
                case TestUserSyntax told:
                    var manager = told.Assignments.Items.FirstOrDefault(one => Word.Name(one.Field) == "manager");
                    user = new TestUser(Declare(told.Name, SystemEntities.User), [.. told.Assignments.Items.Where(one => one != manager).SelectMany(Roles)]) { Manager = manager is null ? null : ManagerOf(manager) };
                    users.Add(user);
                    return null;
                case TestRowsSyntax told:
                    BindRows(told);
                    return null;
                case TestGivenSyntax given:
                    if (binder.FindEntity(given.Entity, source) is not { } kind) return null;
                    var values = commands.Assignments(given.Assignments, kind, Outside);
                    return new GivenStep(Declare(given.Name, kind.Name), kind, values, At(given));
                case TestMessageSyntax message: return Message(message);
                case TestTickSyntax tick: return Tick(tick);
                case TestConsentSyntax consent: return Consent(consent);
                case TestWhenSyntax action: return When(action);
                case TestApprovalSyntax approval: return BindApprovalAction(approval);
                case TestRejectedSyntax rejected:
                    if (rejected.Rule is { Kind: TokenKind.Name } named && binder.collectors[entity.Index].Validations.Exists(rule => rule.Name == Word.Name(named)))
                        diagnostics.Recorder?.Add(source, named, PackageSymbol.Rule(entity.Name, Word.Name(named)));
                    var marked = rejected.Fields is { } fields ? fields.Items.Select(token => commands.FindField(token, entity)).OfType<Field>() : [];
                    return new RejectedStep(rejected.Rule is null ? null : Word.Name(rejected.Rule), [.. marked], At(rejected));
                case TestEffectsSyntax effects:
                    var expected = effects.Effects is { } block ? block.Commands.Select(Effect).OfType<ExpectedEffect>() : [];
                    return new EffectsStep([.. expected], At(effects));
                case TestExpectationSyntax expectation:
                    var condition = ExpressionBinder.Bind(expectation.Condition, source, scope, RuleType.Bool, diagnostics);
                    return condition is BoundError ? null : new ExpectStep(condition, At(expectation));
                case TestExplainsSyntax explains: return Explains(explains);
                default: return null;
            }
        }

        private ExplainsStep? Explains(TestExplainsSyntax syntax)
        {
            var text = ExpressionBinder.Bind(syntax.Text, source, Outside, RuleType.Text, diagnostics);
            var rules = binder.collectors[entity.Index];
            var name = syntax.Rule.Value as string ?? syntax.Rule.Text;
            var named = rules.Validations.Select(rule => rule.Name).ToArray();
            var transitions = rules.Processes.SelectMany(process => process.Transitions.Select(transition => (process, transition))).ToArray();
            var known = named.Concat(rules.Warnings.Select(rule => rule.Name)).Concat(rules.FieldStates.Select(rule => rule.Name)).Concat(rules.Defaults.Select(rule => rule.Name))
                .Concat(rules.Computed.Select(rule => rule.Name)).Concat(rules.Rollups.Select(rule => rule.Name)).Concat(transitions.Select(one => one.transition.Name))
                .Concat(transitions.SelectMany(one => one.transition.Guards).Select(guard => guard.Name)).ToArray();
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                diagnostics.UnknownExplained(At(syntax.Rule), entity.Name, name, Suggestions.Nearest(name, known));
                return null;
            }
            if (named.Contains(name, StringComparer.Ordinal) && syntax.Rule.Kind == TokenKind.Name) diagnostics.Recorder?.Add(source, syntax.Rule, PackageSymbol.Rule(entity.Name, name));
            else if (Array.Find(transitions, one => one.transition.Name == name) is { process: { } process } && syntax.Rule.Kind == TokenKind.Name)
                diagnostics.Recorder?.Add(source, syntax.Rule, PackageSymbol.Transition(entity.Name, process.Name, name));
            return text is BoundError ? null : new ExplainsStep(name, text, At(syntax));
        }

        /// <summary>Values of records to come: bare names are records and parameters, never fields.</summary>
        private BindingScope Outside => scope with { Bare = null };

        private VariableSymbol Declare(SyntaxToken name, string kind)
        {
            var symbol = new VariableSymbol(Word.Name(name), RuleType.Record(kind));
            diagnostics.Recorder?.Declare(source, name, symbol, symbol.Name);
            scope = scope.With(symbol);
            return symbol;
        }

        private IEnumerable<string> Roles(AssignmentSyntax assignment)
        {
            var named = assignment.Value switch
            {
                SetExpressionSyntax set => set.Items.Items.OfType<NameExpressionSyntax>(),
                NameExpressionSyntax one => [one],
                _ => [],
            };
            foreach (var role in named.Select(one => (one.Name, Text: Word.Name(one.Name))))
                if (binder.model.Roles.Any(known => known.Name == role.Text))
                {
                    diagnostics.Recorder?.Add(source, role.Name, PackageSymbol.Role(role.Text));
                    yield return role.Text;
                }
                else diagnostics.UnknownRole(At(role.Name), role.Text, Suggestions.Nearest(role.Text, binder.model.Roles.Select(known => known.Name)));
        }

        private void BindRows(TestRowsSyntax syntax)
        {
            var names = syntax.Names.Items.ToArray();
            var bound = syntax.Rows.Items.Select(row => (Syntax: row, Values: row.Values.Items.Select(value => ExpressionBinder.Bind(value, source, Outside, null, diagnostics)).ToImmutableArray())).ToArray();
            foreach (var (row, values) in bound)
                if (values.Length != names.Length) diagnostics.TestRowUnfit(At(row), names.Length, values.Length);
            if (bound.Any(row => row.Values.Length != names.Length || row.Values.Any(value => value is BoundError))) return;
            var types = names.Select((_, i) => bound.Select(row => row.Values[i].Type).Aggregate(RuleType.Empty, (a, b) => a == RuleType.Empty && b.Kind != TypeKind.Empty ? b : Conversions.Common(a, b) ?? RuleType.Error)).ToArray();
            parameters = [.. names.Select((name, i) => new VariableSymbol(Word.Name(name), types[i]))];
            rows = [.. bound.Select(row => row.Values.Select((value, i) => Conversions.Exists(value.Type, types[i]) ? Conversions.Apply(value, types[i]) : value).ToImmutableArray())];
            foreach (var (parameter, name) in parameters.Zip(names))
            {
                diagnostics.Recorder?.Declare(source, name, parameter, parameter.Name);
                scope = scope.With(parameter);
            }
        }

        private TestStep? When(TestWhenSyntax syntax)
        {
            var action = syntax.Action.Keyword;
            if (action == Keywords.Create)
            {
                if (binder.FindEntity(syntax.Subject, source) is not { } kind) return null;
                var values = commands.Assignments(syntax.Assignments!, kind, Outside);
                return new CreateStep(syntax.Record is { } name ? Declare(name, kind.Name) : null, kind, values, At(syntax));
            }
            if (Record(action == Keywords.Transition ? syntax.Record! : syntax.Subject) is not var (record, target)) return null;
            if (action == Keywords.Delete) return new DeleteStep(record, target, At(syntax));
            if (action == Keywords.Update) return new UpdateStep(record, target, commands.Assignments(syntax.Assignments!, target, Outside), At(syntax));
            var transition = Word.Name(syntax.Subject);
            var processes = binder.collectors[target.Index].Processes;
            if (processes.Find(process => process.Transitions.Any(one => one.Name == transition)) is { } process)
            {
                diagnostics.Recorder?.Add(source, syntax.Subject, PackageSymbol.Transition(target.Name, process.Name, transition));
                return new TransitionStep(record, target, transition, At(syntax));
            }
            diagnostics.UnknownTransition(At(syntax.Subject), target.Name, transition, Suggestions.Nearest(transition, processes.SelectMany(one => one.Transitions).Select(one => one.Name)));
            return null;
        }

        private (VariableSymbol, Entity)? Record(SyntaxToken token)
        {
            var name = Word.Name(token);
            if (scope.Variables.TryGetValue(name, out var symbol) && symbol.Type is { Kind: TypeKind.Record, Entity: { } kind } && binder.model.Find(kind) is { } target)
            {
                diagnostics.Recorder?.Variable(source, token, symbol);
                return (symbol, target);
            }
            if (!Word.IsMissing(token)) diagnostics.UnknownTestRecord(At(token), name, Suggestions.Nearest(name, scope.Variables.Values.Where(one => one.Type.Kind == TypeKind.Record).Select(one => one.Name)));
            return null;
        }

        /// <summary>As the command that has it, but the target of a change may be an entity: any record of it.</summary>
        private ExpectedEffect? Effect(CommandSyntax syntax)
        {
            switch (syntax)
            {
                case CreateCommandSyntax create:
                    return binder.FindEntity(create.Entity, source) is { } kind ? new ExpectedEffect(EffectKind.Create, kind, null, commands.Assignments(create.Assignments, kind, Outside), create.Span) : null;
                case UpdateCommandSyntax update:
                    return Target(update.Target) is var (record, target) ? new ExpectedEffect(EffectKind.Update, target, record, commands.Assignments(update.Assignments, target, Outside), update.Span) : null;
                case DeleteCommandSyntax delete:
                    return Target(delete.Target) is var (gone, from) ? new ExpectedEffect(EffectKind.Delete, from, gone, [], delete.Span) : null;
                case SkippedCommandSyntax: return null;
                case SendCommandSyntax or NotifyCommandSyntax or WebhookCommandSyntax or ReplyCommandSyntax:
                    return commands.Outside(syntax, scope) is { } outside ? new ExpectedEffect(EffectKind.Outside, null, null, [], syntax.Span) { Outside = outside } : null;
                default:
                    diagnostics.UnknownClause(At(syntax), syntax.Tokens().First().Text, "create, update, delete, send, reply, notify, call webhook");
                    return null;
            }
        }

        private (BoundExpression?, Entity)? Target(ExpressionSyntax syntax)
        {
            if (syntax is NameExpressionSyntax name && !scope.Variables.ContainsKey(Word.Name(name.Name)) && binder.model.Find(Word.Name(name.Name)) is { } any) return (null, any);
            var record = ExpressionBinder.Bind(syntax, source, scope, null, diagnostics);
            if (record is BoundError) return null;
            if (record.Type.Kind == TypeKind.Record) return (record, binder.model.Entity(record.Type.Entity!));
            diagnostics.NeedsRecordPath(At(syntax), Keywords.Update, record.Type);
            return null;
        }

        private SourceLocation At(SyntaxElement element) => new(source, element.Span);
    }
}
