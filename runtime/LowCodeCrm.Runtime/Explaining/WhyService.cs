using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Approvals;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>
/// Answers "why?": runs the pure rules once more, on the interpreter, on what they had before them. Saving itself traces nothing. Values come from
/// history: who entered them, or which rule set them, and that rule is then run on the record as it was.
/// </summary>
internal sealed class WhyService(SavePipeline pipeline, PastRules past, TimeProvider clock)
{
    /// <param name="id">Null: a record that is being made.</param>
    /// <param name="input">What stands in a form and is not saved; null: the record as it is stored.</param>
    /// <param name="changed">As for <see cref="SaveTransaction.Evaluate"/>.</param>
    /// <returns>JSON as the API gives it; null: there is no such record.</returns>
    public async Task<byte[]?> AnswerAsync(ApiRequest request, Entity entity, Guid? id, WhyQuestion question, RecordInput? input, IReadOnlySet<int>? changed, CancellationToken cancellationToken)
    {
        if (question.Version is { } version && id is { } record) return await ThenAsync(request, entity, record, version, question, cancellationToken);
        var answer = await pipeline.InTransactionAsync(request.Lease, request.Caller, pipeline.Limits, transaction =>
        {
            try
            {
                return Now(request, transaction, entity, id, question, input, changed);
            }
            finally
            {
                transaction.Reject();
            }
        }, cancellationToken);
        // A value that a rule brought in is explained on the record as it was then.
        if (answer is ({ Kind: "rule", Origin: { } origin }, _) && id is { } known && await ThenAsync(request, entity, known, origin.Version, question, cancellationToken) is { } then) return then;
        return answer?.Body;
    }

    /// <remarks>Written while the transaction is open: names are read as they are needed.</remarks>
    private (WhyAnswer Answer, byte[] Body)? Now(ApiRequest request, SaveTransaction transaction, Entity entity, Guid? id, WhyQuestion question, RecordInput? input, IReadOnlySet<int>? changed)
    {
        var unit = transaction.Unit;
        var stored = id is { } known ? transaction.Load(entity, known) : null;
        if (id is not null && stored is null) return null;
        var found = question.Transition is { } name ? TransitionOf(request, entity, name) : default;
        EntityRecord record;
        ImmutableArray<Violation> blockers = [];
        if (input is not null || found.Transition is not null)
        {
            var values = input ?? new RecordInput(entity);
            var save = id is { } existing ? SaveRequest.Update(entity, existing, values) with { Transition = StartsHere(found, stored) ? found.Transition!.Name : null } : SaveRequest.Create(entity, values);
            record = transaction.Evaluate(save, changed).Record ?? stored!;
            if (found.Transition is { } transition && id is { } at)
                blockers = [.. transaction.Positions(entity, at)!.Value.SelectMany(position => position.Transitions).Where(open => open.Transition == transition).SelectMany(open => open.Violations)];
        }
        else record = ((Unchanged)transaction.Latest(new Unchanged(stored!))).Record;
        var scene = new WhyScene(request.Model, request.App.Rules, entity, record, stored, unit.Context, request.Lease.Version.Number, question.Level);
        var answer = question switch
        {
            { Field: { } field } => Field(transaction, scene, FieldOf(entity, field), question.Aspect),
            { Rule: { } rule } => RuleReasons.Of(scene, rule, found.Transition) ?? throw NoSuch("rule", "ルール", rule),
            { Approval: { } approval } => ProcessReasons.Approval(scene, PositionOf(transaction, entity, id, approval)),
            _ => ProcessReasons.Transition(scene, found.Process!, found.Transition!, StartsHere(found, stored), blockers),
        };
        return (answer, Written(request, scene, answer));
    }

    private static byte[] Written(ApiRequest request, WhyScene scene, WhyAnswer answer) =>
        new WhyJson(scene, entity => RecordPolicy.MayRead(request.Caller, entity)).Write(answer with { AppVersion = scene.AppVersion });

    private static WhyAnswer Field(SaveTransaction transaction, WhyScene scene, Field field, WhyAspect aspect)
    {
        var answer = FieldReasons.Of(scene, field, aspect);
        if (aspect == WhyAspect.ReadOnly) return Locked(transaction, scene, field, answer);
        if (answer.Kind != "entered" || scene.Record.Id == Guid.Empty) return answer;
        var unit = transaction.Unit;
        var row = scene.Entity.History ? HistoryRow.Of(unit.Session.Connection, unit.Session.Transaction, unit.Codec, scene.Entity, scene.Record.Id).Find(one => one.Changes.ContainsKey(field.Id)) : null;
        return WhyOrigins.Told(scene, answer, field, row);
    }

    private static WhyAnswer Locked(SaveTransaction transaction, WhyScene scene, Field field, WhyAnswer answer)
    {
        if (scene.Record.Id == Guid.Empty || scene.Own.Approvals.IsEmpty) return answer;
        var pending = ApprovalStore.Pending(transaction.Unit, scene.Entity.Id, scene.Record.Id);
        if (scene.Own.Approvals.FirstOrDefault(one => one.Locked.Any(locked => locked.Index == field.Index) && pending.Any(other => other.Name == one.Name)) is not { } approval) return answer;
        var text = scene.Say($"{scene.Label(field)} cannot be changed while “{ApprovalMessages.Label(transaction.Unit, approval)}” is being decided. Withdraw it first.",
            $"「{ApprovalMessages.Label(transaction.Unit, approval)}」の承認待ちの間、{scene.Label(field)}は変更できません。変更するには申請を取り下げてください。");
        return answer with { Value = true, Summary = text, Parts = answer.Parts.Insert(0, new WhyPart("lock", approval.Name, text, true, null, approval.Location)) };
    }

    /// <summary>As it was after a change: the rules of that version of the app, on what was recorded.</summary>
    private async Task<byte[]?> ThenAsync(ApiRequest request, Entity entity, Guid id, long version, WhyQuestion question, CancellationToken cancellationToken)
    {
        await using var connection = await request.Lease.Database.OpenReadAsync(cancellationToken);
        if (!HistoryReader.Exists(connection, request.Lease, entity, id)) return null;
        if (HistoryRow.Of(connection, null, request.Lease.Database.Codec, entity, id).Find(one => one.Version == version) is not { } row) return null;
        if (question.Field is null && question.Rule is null) throw ApiProblem.Malformed("Of the past, ask about a field or a rule.", "過去については field か rule を指定してください。", "version");
        var live = question.Field is { } asked ? FieldOf(entity, asked) : null;
        var rules = past.Of(request.Lease, connection, row.AppVersion);
        var then = rules?.Model.Entities.FirstOrDefault(one => one.Id == entity.Id);
        // Without the rules of that time, what they did is all that can be told.
        var records = new PastRecords(request.Lease, connection, then is null ? request.App.Rules : rules!);
        var of = then ?? entity;
        var field = live is null ? null : of.Fields.FirstOrDefault(one => one.Id == live.Id);
        var names = new NamesToday(records, request.Caller, clock.GetUtcNow().UtcDateTime);
        var scene = new WhyScene(records.Model, then is null ? request.App.Rules : rules!, of, records.At(of, id, version) ?? new PastRecord(of), row.Kind == "create" ? null : records.At(of, id, version - 1),
            new PastContext(records, row, request.Caller), row.AppVersion, question.Level, names);
        WhyAnswer answer;
        try
        {
            if (then is null) throw UnknownPastException.OfRules(row.AppVersion);
            if (scene.Record.Id == Guid.Empty || live is not null && field is null) throw UnknownPastException.Of(of);
            answer = field is not null ? WhyOrigins.Then(scene, field, row, question.Aspect) : RuleReasons.Of(scene, question.Rule!, null) ?? throw NoSuch("rule", "ルール", question.Rule!);
        }
        catch (UnknownPastException why)
        {
            answer = WhyOrigins.Lost(scene, field ?? live, row, why, request.Caller.Locale);
        }
        return Written(request, scene, answer);
    }

    private static bool StartsHere((ProcessDefinition? Process, ProcessTransition? Transition) found, EntityRecord? stored) =>
        found is ({ } process, { } transition) && stored is not null && transition.From.Any(option => option.Value == stored.GetValue(process.Field.Index) as string);

    private static Field FieldOf(Entity entity, string name) =>
        (entity.Find(name) ?? JsonInputReader.FieldOf(entity, name)) is { Type: not (FieldType.ChildList or FieldType.ManyToMany) } field ? field : throw NoSuch("field", "項目", name);

    private static (ProcessDefinition? Process, ProcessTransition? Transition) TransitionOf(ApiRequest request, Entity entity, string name) =>
        request.App.Rules.For(entity).Processes.SelectMany(process => process.Transitions.Select(transition => (process, transition))).FirstOrDefault(one => one.transition.Name == name) is ({ } process, { } transition)
            ? (process, transition) : throw NoSuch("transition", "遷移", name);

    private ApprovalPosition PositionOf(SaveTransaction transaction, Entity entity, Guid? id, string name) =>
        id is { } record && ApprovalView.Of(pipeline, transaction.Unit, entity, record) is var (_, positions) && positions.FirstOrDefault(one => one.Approval.Name == name) is { } position ? position : throw NoSuch("approval", "承認", name);

    private static ApiProblem NoSuch(string en, string ja, string name) => ApiProblem.Malformed($"There is no {en} \"{name}\" here.", $"{ja}「{name}」はありません。", en);
}
