using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class RuleBinder
{
    private void BindProcesses()
    {
        foreach (var (source, syntax) in files.Of<ProcessDeclarationSyntax>())
        {
            if (FindEntity(syntax.Entity, source) is not { } entity) continue;
            new RuleContext(this, entity, source).BindProcess(syntax);
        }
    }

    private sealed partial class RuleContext
    {
        public void BindProcess(ProcessDeclarationSyntax syntax)
        {
            if (FindField(syntax.Field, entity) is not { } field) return;
            if (field.Type != FieldType.Choice)
            {
                diagnostics.ProcessNeedsChoice(At(syntax.Field), entity.Name, field.Name);
                return;
            }
            if (rules.Processes.Any(p => p.Field.Name == field.Name)) diagnostics.ProcessTwice(At(syntax.Field), entity.Name, field.Name);
            var states = ImmutableArray.CreateBuilder<ProcessState>();
            foreach (var state in syntax.States)
            {
                if (Word.IsMissing(state.Name) || OptionOf(state.Name, field) is not { } option) continue;
                var modifier = state.Modifier is null ? null : Word.Keyword(state.Modifier);
                if (states.Any(s => s.Option.Value == option.Value)) diagnostics.StateTwice(At(state.Name), option.Value);
                else states.Add(new(option, modifier == "initial", modifier == "final"));
            }
            var declared = states.ToImmutable();
            var name = Named(syntax.Name, "process");
            var transitions = syntax.Transitions.Select(t => BindTransition(t, declared, field, name)).OfType<ProcessTransition>().ToImmutableArray();
            foreach (var twice in syntax.Transitions.Where(t => !Word.IsMissing(t.Name)).GroupBy(t => Word.Name(t.Name), StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
                diagnostics.TransitionTwice(At(twice.Name), Word.Name(twice.Name));
            // A transition in error would make its states look unreachable.
            if (transitions.Length == syntax.Transitions.Count()) CheckStates(syntax, declared, transitions, name);
            rules.Processes.Add(new(name, entity, field, This, declared, transitions, At(syntax.Name)));
        }

        private Option? OptionOf(SyntaxToken token, Field field)
        {
            var name = Word.Name(token);
            if (field.Options.FirstOrDefault(o => o.Value == name) is { } option)
            {
                diagnostics.Recorder?.Add(source, token, PackageSymbol.Option(entity.Name, field.Name, name));
                return option;
            }
            diagnostics.UnknownOption(At(token), $"{entity.Name}.{field.Name}", name, Suggestions.Nearest(name, field.Options.Select(o => o.Value)));
            return null;
        }

        private Option? StateNamed(SyntaxToken token, ImmutableArray<ProcessState> states, Field choice)
        {
            if (Word.IsMissing(token)) return null;
            var name = Word.Name(token);
            if (states.FirstOrDefault(s => s.Option.Value == name) is { } state)
            {
                diagnostics.Recorder?.Add(source, token, PackageSymbol.Option(entity.Name, choice.Name, name));
                return state.Option;
            }
            diagnostics.StateUndeclared(At(token), name, Suggestions.Nearest(name, states.Select(s => s.Option.Value)));
            return null;
        }

        private ProcessTransition? BindTransition(TransitionSyntax syntax, ImmutableArray<ProcessState> states, Field choice, string process)
        {
            var from = syntax.From.Items.Select(token => StateNamed(token, states, choice)).OfType<Option>().ToImmutableArray();
            var to = StateNamed(syntax.To, states, choice);
            var name = Word.Name(syntax.Name);
            diagnostics.Recorder?.Add(source, syntax.Name, PackageSymbol.Transition(entity.Name, process, name), isDeclaration: true);
            var guards = ImmutableArray.CreateBuilder<ProcessGuard>();
            var asks = ImmutableArray.CreateBuilder<AskedField>();
            var commands = ImmutableArray<BoundCommand>.Empty;
            TransitionDeadline? deadline = null;
            BoundExpression? by = null;
            foreach (var clause in syntax.Clauses)
                switch (clause)
                {
                    case GuardClauseSyntax guard:
                        var condition = Condition(guard.Condition, scope)!;
                        var reads = Reads.Of(condition).Where(r => r.Via == ReadVia.Own).Select(r => r.Field).Distinct().ToImmutableArray();
                        guards.Add(new(rules.Name($"guard {name}"), condition, Message(guard.Message), reads));
                        break;
                    case ByClauseSyntax people:
                        by = BindPeople(people.People) is var who && by is null ? who : BoundFactory.Binary(BinaryOperator.Or, by, who);
                        break;
                    case AskClauseSyntax ask:
                        asks.AddRange(ask.Fields.Items.Select(f => (Field: Assigned(f.Name, entity), f.RequiredKeyword)).Where(f => f.Field is not null).Select(f => new AskedField(f.Field!, f.RequiredKeyword is not null)));
                        break;
                    case DoClauseSyntax body:
                        commands = commands.AddRange(Block(body.Body, scope, onlySet: false).Commands);
                        break;
                    case SlaClauseSyntax sla:
                        if (deadline is not null) diagnostics.SlaTwice(At(sla.SlaKeyword), name);
                        else deadline = BindDeadline(sla, choice, from);
                        break;
                }
            return to is null ? null : new(name, from, to, guards.ToImmutable(), by, asks.ToImmutable(), commands, At(syntax.Name)) { Deadline = deadline };
        }

        /// <summary>The limit counts from when a record comes to one of the states that the transition leads from.</summary>
        private TransitionDeadline? BindDeadline(SlaClauseSyntax syntax, Field choice, ImmutableArray<Option> from)
        {
            var limit = BindLimit(syntax.Amount, syntax.BusinessKeyword, syntax.Unit);
            var commands = Commands([syntax.Command], scope, onlySet: false).Commands;
            if (limit is null || from.IsEmpty) return null;
            var item = new RecordSymbol("this", entity.Name);
            var waiting = BoundFactory.In(BoundFactory.Field(item, entity, choice), from.Select(option => BoundFactory.Literal(option.Value, RuleType.OfField(entity, choice))))!;
            return new(limit, binder.Select(entity, item, waiting, int.MaxValue, At(syntax)), binder.Job(null, This, entity, commands), At(syntax));
        }

        /// <summary>Roles and users joined by <c>or</c>, as one condition on the caller.</summary>
        private BoundExpression BindPeople(PeopleSyntax people)
        {
            // One person makes a transition.
            if (people.AllKeyword is { } all) diagnostics.QuorumInBy(At(all));
            BoundExpression? condition = null;
            foreach (var item in people.Items.Items)
            {
                var person = BindPerson(item);
                condition = condition is null ? person : BoundFactory.Binary(BinaryOperator.Or, condition, person)!;
            }
            return condition ?? new BoundError(people.Span);
        }

        private BoundExpression BindPerson(ExpressionSyntax syntax)
        {
            var person = ExpressionBinder.Bind(syntax, source, scope, null, diagnostics);
            if (person.Type.Kind is TypeKind.Bool or TypeKind.Error) return person;
            if (person.Type is { Kind: TypeKind.Record, Entity: SystemEntities.User })
                // The system has no user: an empty owner is not its record.
                return BoundFactory.Binary(BinaryOperator.And, BoundFactory.IsSet(person), BoundFactory.Binary(BinaryOperator.Equal, person, BoundFactory.User())!)!;
            diagnostics.PeopleNeeded(At(syntax), person.Type);
            return new BoundError(person.Span);
        }

        private void CheckStates(ProcessDeclarationSyntax syntax, ImmutableArray<ProcessState> states, ImmutableArray<ProcessTransition> transitions, string name)
        {
            if (states.IsEmpty) return;
            if (!states.Any(s => s.IsInitial)) diagnostics.NoInitialState(At(syntax.Name), name);
            var reached = states.Where(s => s.IsInitial).Select(s => s.Option.Value).ToHashSet(StringComparer.Ordinal);
            for (var before = -1; before != reached.Count;)
            {
                before = reached.Count;
                foreach (var transition in transitions)
                    if (transition.From.Any(f => reached.Contains(f.Value))) reached.Add(transition.To.Value);
            }
            foreach (var state in syntax.States.DistinctBy(s => Word.Name(s.Name)))
            {
                if (states.FirstOrDefault(s => s.Option.Value == Word.Name(state.Name)) is not { } bound) continue;
                if (!reached.Contains(bound.Option.Value) && states.Any(s => s.IsInitial)) diagnostics.StateUnreachable(At(state.Name), bound.Option.Value);
                if (!bound.IsFinal && !transitions.Any(t => t.From.Any(f => f.Value == bound.Option.Value))) diagnostics.StateWithoutExit(At(state.Name), bound.Option.Value);
            }
        }
    }
}
