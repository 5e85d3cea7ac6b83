using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>What saves know of one app version, built once and dropped with it.</summary>
internal sealed class AppAccess
{
    private static readonly ConditionalWeakTable<CompiledApp, AppAccess> ByApp = [];
    private readonly EntityAccess?[] entities;
    private readonly CompiledApp app;

    private AppAccess(CompiledApp app)
    {
        this.app = app;
        entities = new EntityAccess?[app.Model.Entities.Length];
        Rollups = [.. app.Model.Entities.Select(e => RollupDependency.Over(app, e))];
        References = [.. app.Model.Entities.Select(e => app.Model.Entities.Where(o => !o.IsSystem).SelectMany(o => o.Fields.Where(f => f.Type == FieldType.Lookup && f.Target == e.Name && f.IsStored).Select(f => new Reference(o, f))).ToImmutableArray())];
    }

    public static AppAccess For(CompiledApp app) => ByApp.GetValue(app, key => new AppAccess(key));

    public EntityAccess Of(Entity entity) => Of(entity.Index);

    public EntityAccess Of(int entityIndex) => entities[entityIndex] ??= new EntityAccess(app, app.Model.Entities[entityIndex]);

    /// <summary>By entity: the rollups elsewhere that its records feed.</summary>
    public ImmutableArray<ImmutableArray<RollupDependency>> Rollups { get; }

    /// <summary>By entity: the lookups that name it.</summary>
    public ImmutableArray<ImmutableArray<Reference>> References { get; }
}

internal sealed record Reference(Entity Entity, Field Lookup);

/// <summary>A rollup of <paramref name="Parent"/> that is fed by records of another entity.</summary>
/// <param name="Reads">By field index of the child: whether the rollup reads it.</param>
internal sealed record RollupDependency(Entity Parent, Field Via, ImmutableArray<bool> Reads)
{
    public static ImmutableArray<RollupDependency> Over(CompiledApp app, Entity child)
    {
        var found = ImmutableArray.CreateBuilder<RollupDependency>();
        foreach (var rules in app.Rules.ByEntity)
            foreach (var group in rules.Rollups.Where(r => r.Aggregate.Source.Index == child.Index).GroupBy(r => r.Aggregate.Via.Index))
            {
                var reads = new bool[child.Fields.Length];
                reads[group.Key] = true;
                foreach (var rollup in group)
                {
                    Mark(rollup.Aggregate.Where, rollup.Aggregate.Inner, reads);
                    Mark(rollup.Aggregate.Value, rollup.Aggregate.Inner, reads);
                }
                found.Add(new RollupDependency(rules.Entity, child.Fields[group.Key], [.. reads]));
            }
        return found.ToImmutable();
    }

    private static void Mark(BoundExpression? expression, RecordSymbol inner, bool[] reads)
    {
        switch (expression)
        {
            case null: return;
            case BoundField { Record: BoundRecord { Symbol: var symbol } } field when symbol == inner: reads[field.Field.Index] = true; return;
            case BoundRecord { Symbol: var symbol } when symbol == inner: Array.Fill(reads, true); return;
            case BoundField field: Mark(field.Record, inner, reads); return;
            case BoundMember member: Mark(member.Target, inner, reads); return;
            case BoundUnary unary: Mark(unary.Operand, inner, reads); return;
            case BoundBinary binary: Mark(binary.Left, inner, reads); Mark(binary.Right, inner, reads); return;
            case BoundIsSet isSet: Mark(isSet.Operand, inner, reads); return;
            case BoundIn membership: Mark(membership.Operand, inner, reads); Mark(membership.Container, inner, reads); return;
            case BoundSet set: foreach (var item in set.Items) Mark(item, inner, reads); return;
            case BoundRange range: Mark(range.Low, inner, reads); Mark(range.High, inner, reads); return;
            case BoundIf branch: Mark(branch.Condition, inner, reads); Mark(branch.Then, inner, reads); Mark(branch.Else, inner, reads); return;
            case BoundLet let: Mark(let.Value, inner, reads); Mark(let.Body, inner, reads); return;
            case BoundCall call: foreach (var argument in call.Arguments) Mark(argument, inner, reads); return;
            case BoundFunctionCall call: foreach (var argument in call.Arguments) Mark(argument, inner, reads); return;
            case BoundConversion conversion: Mark(conversion.Operand, inner, reads); return;
            case BoundInterpolation text: foreach (var part in text.Parts) Mark(part, inner, reads); return;
            case BoundAggregate aggregate: Mark(aggregate.Parent, inner, reads); Mark(aggregate.Where, inner, reads); Mark(aggregate.Value, inner, reads); return;
        }
    }
}
