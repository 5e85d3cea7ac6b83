using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <param name="Close">Where its closing brace is, before which transitions are added.</param>
public sealed record ProcessStructure(TextPart Name, TextPart Entity, TextPart Field, TextSpan Span, int Close, ImmutableArray<StateStructure> States, ImmutableArray<TransitionStructure> Transitions);

public sealed record StateStructure(TextPart Name, TextSpan Span, bool Initial, bool Final);

/// <param name="From">The states it starts in.</param>
/// <param name="FromSpan">All of what says where it starts, braces too.</param>
/// <param name="Close">Where the closing brace of its clauses is; null where it has none.</param>
public sealed record TransitionStructure(TextPart Name, TextSpan Span, ImmutableArray<TextPart> From, TextSpan FromSpan, TextPart To, int? Close, ImmutableArray<ClauseStructure> Clauses);

/// <param name="Kind"><c>guard</c>, <c>by</c>, <c>ask</c>, <c>do</c>, <c>sla</c>.</param>
/// <param name="Content">The condition, the people, the fields, or the commands with their braces.</param>
public sealed record ClauseStructure(string Kind, TextSpan Span, TextPart? Content, MessageStructure? Message, ImmutableArray<AskedStructure> Fields)
{
    /// <summary>The commands in their parts.</summary>
    public BlockStructure? Block { get; init; }

    /// <summary>Of <c>sla</c>: how long, and what follows.</summary>
    public DeadlineStructure? Deadline { get; init; }
}

/// <param name="Business">The word that makes business days of days; null where it is not there.</param>
/// <param name="Command">What happens when the time is over.</param>
public sealed record DeadlineStructure(TextPart Amount, TextPart? Business, TextPart Unit, TextPart Command);

public sealed record AskedStructure(string Field, bool Required);

internal static class ProcessStructures
{
    public static ProcessStructure Process(ProcessDeclarationSyntax process) => new(
        TextPart.Of(process.Name), TextPart.Of(process.Entity), TextPart.Of(process.Field), process.Span, process.Close.Position,
        [.. process.States.Select(State)], [.. process.Transitions.Select(Transition)]);

    private static StateStructure State(StateSyntax state) =>
        new(TextPart.Of(state.Name), state.Span, state.Modifier?.Keyword == Keywords.Initial, state.Modifier?.Keyword == Keywords.Final);

    private static TransitionStructure Transition(TransitionSyntax transition)
    {
        SyntaxElement first = transition.OpenFrom is { IsMissing: false } open ? open : transition.From;
        SyntaxElement last = transition.CloseFrom is { IsMissing: false } close ? close : transition.From;
        return new(
            TextPart.Of(transition.Name), transition.Span, TextPart.All(transition.From), TextSpan.FromBounds(first.Span.Start, last.Span.End), TextPart.Of(transition.To),
            transition.Close is { IsMissing: false } end ? end.Position : null, [.. transition.Clauses.Select(Clause).OfType<ClauseStructure>()]);
    }

    private static ClauseStructure? Clause(SyntaxNode clause) => clause switch
    {
        GuardClauseSyntax guard => new("guard", clause.Span, TextPart.Maybe(guard.Condition), MessageStructure.Of(guard.Message), []),
        ByClauseSyntax by => new("by", clause.Span, TextPart.Of(by.People), null, []),
        AskClauseSyntax ask => new("ask", clause.Span, TextPart.Of(ask.Fields), null, [.. ask.Fields.Items.Select(field => new AskedStructure(field.Name.Value as string ?? field.Name.Text, field.RequiredKeyword is not null))]),
        DoClauseSyntax run => new("do", clause.Span, TextPart.Of(run.Body), null, []) { Block = BlockStructure.Of(run.Body) },
        SlaClauseSyntax sla => new("sla", clause.Span, TextPart.Of(sla), null, [])
        {
            Deadline = sla.Amount.IsMissing || sla.Unit.IsMissing || sla.ElseKeyword.IsMissing ? null : new(TextPart.Of(sla.Amount), TextPart.Maybe(sla.BusinessKeyword), TextPart.Of(sla.Unit), TextPart.Of(sla.Command)),
        },
        _ => null,
    };
}
