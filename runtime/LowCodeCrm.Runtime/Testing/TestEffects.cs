using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Automation;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Testing;

/// <summary>What happened to other records, against what a test expects.</summary>
internal sealed partial class TestEffects(BoundTest test, SaveTransaction transaction, IReadOnlyList<ChangeEvent> happened, IReadOnlyList<OutsideEvent> placed, Func<EvaluationFrame> frame)
{
    public LocalizedText? Compare(EffectsStep step)
    {
        var left = happened.ToList();
        var waiting = placed.ToList();
        foreach (var expected in step.Effects)
        {
            var at = expected.Outside is { } wanted ? waiting.FindIndex(one => Fits(wanted, one.Effect)) : left.FindIndex(one => Fits(expected, one));
            if (at >= 0 && expected.Outside is not null)
            {
                waiting.RemoveAt(at);
                continue;
            }
            if (at < 0) return LocalizedText.Of($"This did not happen: {Text(expected)}. {Told("en")}", $"次のことが起きていません: {Text(expected)}。{Told("ja")}");
            left.RemoveAt(at);
        }
        return left.Count + waiting.Count == 0 ? null : LocalizedText.Of($"More happened than expected. {Told("en")}", $"想定していないことが起きました。{Told("ja")}");
    }

    private bool Fits(ExpectedEffect expected, ChangeEvent one)
    {
        if (expected.Entity is not { } entity || one.Kind != KindOf(expected.Kind) || one.EntityId != entity.Id) return false;
        var now = frame();
        if (expected.Record is { } record && !Equals(Interpreter.Evaluate(record, now), one.Id) && !(Interpreter.Evaluate(record, now) is Engine.Records.EntityRecord row && row.Id == one.Id)) return false;
        if (expected.Assignments.IsEmpty) return true;
        if (transaction.Load(entity, one.Id) is not { } stored) return false;
        var module = transaction.Unit.Access.Of(entity).Module;
        var example = module.NewRecord();
        return expected.Assignments.All(assignment =>
        {
            example.SetValue(assignment.Field.Index, Interpreter.ValueFor(assignment, now));
            return module.FieldEquals(assignment.Field.Index, example, stored);
        });
    }

    private string Text(ExpectedEffect expected) => test.Location.Source is { } source ? source.Text.Substring(expected.Span.Start, expected.Span.Length) : expected.Kind.ToString();

    private string Told(string language)
    {
        if (happened.Count + placed.Count == 0) return language == "ja" ? "何も起きませんでした。" : "Nothing happened.";
        var all = happened.Select(one => $"{one.Kind} {transaction.Unit.App.Model.Entities.First(entity => entity.Id == one.EntityId).Name} {{ {Values(one)} }}").Concat(placed.Select(one => Text(one.Effect)));
        return (language == "ja" ? "起きたこと: " : "It was: ") + string.Join("; ", all);
    }

    private string Values(ChangeEvent one)
    {
        var entity = transaction.Unit.App.Model.Entities.First(found => found.Id == one.EntityId);
        return transaction.Load(entity, one.Id) is not { } stored ? ""
            : string.Join(", ", entity.Fields.Where(field => field is { IsStored: true, Origin: FieldOrigin.Entered } && stored.GetValue(field.Index) is not null).Select(field => $"{field.Name}: {RuleTestRun.Write(stored.GetValue(field.Index))}"));
    }

    private static string KindOf(EffectKind kind) => kind switch { EffectKind.Create => "create", EffectKind.Update => "update", _ => "delete" };
}
