using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Testing;

/// <param name="Location">The step that failed.</param>
internal sealed record TestFailure(LocalizedText Message, SourceLocation Location);

/// <summary>One run of one test, step by step, until one fails.</summary>
internal sealed partial class RuleTestRun
{
    private readonly BoundTest test;
    private readonly SaveTransaction transaction;
    private readonly ImmutableArray<Caller> users;
    private readonly Dictionary<VariableSymbol, object?> values = [];
    private Guid? current;
    private Guid? acted;
    /// <summary>Of the last action; null before the first.</summary>
    private SaveResult? outcome;
    /// <summary>What the last action entered; null where it entered nothing.</summary>
    private SaveRequest? asked;
    private IReadOnlyList<ChangeEvent> effects = [];
    private IReadOnlyList<Automation.OutsideEvent> outside = [];
    /// <summary>Whether an expectation has looked at what was refused.</summary>
    private SourceLocation? unanswered;

    /// <param name="users">In the order in which the test names them.</param>
    public RuleTestRun(BoundTest test, int row, SaveTransaction transaction, ImmutableArray<Caller> users)
    {
        (this.test, this.transaction, this.users) = (test, transaction, users);
        for (var i = 0; i < users.Length; i++) values[test.Users[i].Symbol] = users[i].UserId;
        foreach (var user in test.Users)
            if (user.Manager is { } manager) SetManager((Guid)values[user.Symbol]!, (Guid)values[manager]!);
        for (var i = 0; i < test.Parameters.Length; i++) values[test.Parameters[i]] = Interpreter.Evaluate(test.Rows[row][i], Frame());
    }

    private void SetManager(Guid user, Guid manager)
    {
        var entity = transaction.Unit.App.Model.Entity(SystemEntities.User);
        var input = new RecordInput(entity);
        input.Set(entity.Field("manager"), manager);
        transaction.Save(SaveRequest.Update(entity, user, input) with { IsGiven = true, PastPolicies = true });
    }

    /// <returns>Null: it passed.</returns>
    public TestFailure? Run()
    {
        foreach (var step in test.Steps)
            if (Run(step) is { } message) return new TestFailure(message, step.Location);
        return Refused() is { } refused ? new TestFailure(refused, unanswered ?? test.Location) : null;
    }

    private LocalizedText? Run(TestStep step)
    {
        if (step is GivenStep or ConsentStep or TickStep or MessageStep or ActionStep && Refused() is { } before) return before;
        switch (step)
        {
            case GivenStep given:
                var result = Save(SaveRequest.Create(given.Entity, Input(given.Entity, given.Assignments)) with { IsGiven = true, PastPolicies = true }, given.Record);
                return result.IsSuccess ? null : Describe(result);
            case ConsentStep consent:
                foreach (var word in consent.Words)
                    Channels.ConsentLog.Add(transaction.Unit, consent.Entity, (Guid)values[consent.Record]!, word.Channel, word.IsGranted ? Engine.Schema.ConsentState.Granted : Engine.Schema.ConsentState.Withdrawn, "", null);
                return null;
            case MessageStep message:
                return Received(message);
            case TickStep tick:
                return Passed(tick);
            case ActionStep action:
                var (events, placed) = (transaction.Unit.Events.Count, transaction.Unit.Outside.Count);
                asked = action is ApprovalActionStep or DeleteStep ? null : RequestOf(action);
                outcome = action is ApprovalActionStep approval ? Approve(approval) : Save(RequestOf(action), action.Record);
                effects = [.. transaction.Unit.Events.Skip(events).Where(one => one.Id != acted)];
                outside = [.. transaction.Unit.Outside.Skip(placed)];
                unanswered = outcome.IsSuccess ? null : step.Location;
                return null;
            case RejectedStep rejected:
                unanswered = null;
                return Rejected(rejected);
            case EffectsStep expected: return Refused() ?? new TestEffects(test, transaction, effects, outside, Frame).Compare(expected);
            case ExpectStep expectation: return Refused() ?? Expect(expectation);
            case ExplainsStep explained: return Explained(explained);
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    private LocalizedText? Received(MessageStep step)
    {
        var (events, placed, frame) = (transaction.Unit.Events.Count, transaction.Unit.Outside.Count, Frame());
        string? Text(BoundExpression? part) => part is null ? null : Interpreter.Evaluate(part, frame) as string;
        if (Text(step.Channel) is not { } channel || Text(step.Sender) is not { } sender) return LocalizedText.Of("The channel or the sender is empty.", "チャネルまたは送信者が空です。");
        outcome = Automation.MessageReceiver.Receive(transaction, new IncomingMessage(channel, sender, Text(step.Text), Text(step.Subject), transaction.Unit.Now));
        acted = null;
        effects = [.. transaction.Unit.Events.Skip(events)];
        outside = [.. transaction.Unit.Outside.Skip(placed)];
        unanswered = outcome is null ? null : step.Location;
        return null;
    }

    private LocalizedText? Passed(TickStep tick)
    {
        var (events, placed) = (transaction.Unit.Events.Count, transaction.Unit.Outside.Count);
        if (Interpreter.Evaluate(tick.To, Frame()) is not DateTime to) return LocalizedText.Of("The time is empty.", "時刻が空です。");
        if (TestClock.MoveTo(transaction, to, out outcome) is { } wrong) return wrong;
        effects = [.. transaction.Unit.Events.Skip(events)];
        outside = [.. transaction.Unit.Outside.Skip(placed)];
        unanswered = outcome is null ? null : tick.Location;
        return null;
    }

    private SaveRequest RequestOf(ActionStep action)
    {
        var input = Input(action.Entity, action.Assignments);
        var id = action is CreateStep ? Guid.Empty : (Guid)values[action.Record!]!;
        var request = action switch
        {
            CreateStep => SaveRequest.Create(action.Entity, input),
            DeleteStep => SaveRequest.Delete(action.Entity, id),
            TransitionStep transition => SaveRequest.Update(action.Entity, id, input) with { Transition = transition.Transition },
            _ => SaveRequest.Update(action.Entity, id, input),
        };
        return request with { PastPolicies = true };
    }

    /// <summary>As the test's user, or as the one whom the step names.</summary>
    private SaveResult Approve(ApprovalActionStep step)
    {
        var id = (Guid)values[step.Record!]!;
        acted = id;
        if (step.Entity.Index == test.Entity.Index) current = id;
        var unit = transaction.Unit;
        var caller = unit.Caller;
        if (step.By is { } by) unit.ActAs(users.First(user => user.UserId == (Guid)values[by]!));
        try
        {
            var verb = Enum.Parse<Approvals.ApprovalVerb>(step.Action.ToString());
            return transaction.Try(() => transaction.Approve(step.Entity, id, new Approvals.ApprovalRequest(verb, step.Approval) { PastPolicies = true }), settled: true);
        }
        finally
        {
            if (step.By is not null) unit.ActAs(caller);
        }
    }

    private SaveResult Save(SaveRequest request, VariableSymbol? name)
    {
        var result = transaction.TrySave(request, settled: true);
        Guid? id = result switch { Saved saved => saved.Record.Id, Unchanged same => same.Record.Id, _ => request.Id == Guid.Empty ? null : request.Id };
        acted = id;
        if (id is { } known && request.Entity.Index == test.Entity.Index) current = known;
        if (name is not null) values[name] = id;
        return result;
    }

    private RecordInput Input(Entity entity, IEnumerable<FieldAssignment> assignments)
    {
        var input = new RecordInput(entity);
        var frame = Frame();
        foreach (var assignment in assignments) input.Set(assignment.Field, Interpreter.ValueFor(assignment, frame));
        return input;
    }

    /// <summary>What was refused and not expected to be.</summary>
    private LocalizedText? Refused() => unanswered is not null && outcome is { IsSuccess: false } ? Describe(outcome) : null;

    private LocalizedText? Rejected(RejectedStep expected)
    {
        if (outcome is null) return LocalizedText.Of("Nothing was done before this.", "この前に何も行っていません。");
        if (outcome.IsSuccess) return LocalizedText.Of("It was accepted.", "受け付けられました。");
        var violations = outcome is Rejected rejected ? rejected.Violations : [];
        if (expected.Rule is { } rule && !violations.Any(one => one.Rule == rule || one.Code == rule))
            return LocalizedText.Of($"It was refused, but not by {rule}: {Why(outcome)}", $"拒否されましたが、{rule} によるものではありません。{Why(outcome)}");
        var by = violations.Where(one => expected.Rule is null || one.Rule == expected.Rule || one.Code == expected.Rule).SelectMany(one => one.Fields).ToHashSet(StringComparer.Ordinal);
        return expected.At.FirstOrDefault(field => !by.Contains(JsonInputReader.PropertyOf(field))) is { } missing
            ? LocalizedText.Of($"It was refused, but not at {missing.Name}: {Why(outcome)}", $"拒否されましたが、{missing.Name} の箇所ではありません。{Why(outcome)}") : null;
    }

    private LocalizedText? Expect(ExpectStep step)
    {
        var frame = Frame();
        if (Interpreter.Evaluate(step.Condition, frame) is true) return null;
        // Of a comparison it helps to see what was there.
        var found = step.Condition is BoundBinary { Left: var left } ? Write(Interpreter.Evaluate(left, frame)) : null;
        return found is null ? LocalizedText.Of("This does not hold.", "成り立ちません。") : LocalizedText.Of($"This does not hold; it was {found}.", $"成り立ちません。値は {found} でした。");
    }

    private EvaluationFrame Frame()
    {
        var record = current is { } id ? transaction.Load(test.Entity, id) : null;
        return new EvaluationFrame(transaction.Unit.Context, record ?? transaction.Unit.Access.Of(test.Entity).Module.NewRecord(), null, values);
    }

    internal static string Write(object? value) => value switch
    {
        null => "empty",
        EntityRecord record => record.Id.ToString(),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static LocalizedText Describe(SaveResult result) => LocalizedText.Of($"It was refused: {Why(result)}", $"拒否されました。{Why(result)}");

    private static string Why(SaveResult result) => result switch
    {
        Rejected rejected => string.Join(" ", rejected.Violations.Select(one => one.Rule is null ? one.Message : $"{one.Message} ({one.Rule})")),
        Malformed malformed => string.Join(" ", malformed.Violations.Select(one => one.Message)),
        Forbidden forbidden => forbidden.Message,
        KeyTaken taken => taken.Message,
        Restricted restricted => restricted.Message,
        _ => result.GetType().Name,
    };
}
