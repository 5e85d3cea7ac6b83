using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>A computed or rollup rule with the field it fills.</summary>
internal sealed record DerivedField(string Entity, string Field, bool IsRollup, ExpressionSyntax Value, SourceText Source);

/// <summary>The first pass: gives the model the fields that computed and rollup rules declare.</summary>
internal static class DerivedFields
{
    public static (CrmModel Model, ImmutableArray<DerivedField> Fields) Declare(CrmModel model, RuleFiles files, DiagnosticBag diagnostics)
    {
        var derived = ImmutableArray.CreateBuilder<DerivedField>();
        var changed = new Dictionary<string, Dictionary<string, Field>>(StringComparer.Ordinal);
        foreach (var (source, block) in files.Blocks)
        {
            if (model.Find(Word.Name(block.Entity)) is not { } entity) continue;
            foreach (var rule in block.Rules)
            {
                var (token, type, value, rollup) = rule switch
                {
                    ComputedRuleSyntax r => (r.Field, r.Type, r.Value, false),
                    RollupRuleSyntax r => (r.Field, r.Type, r.Value, true),
                    _ => default,
                };
                if (token is null || token.IsMissing) continue;
                var name = Word.Name(token);
                if (!changed.TryGetValue(entity.Name, out var fields)) changed[entity.Name] = fields = new(StringComparer.Ordinal);
                if (fields.ContainsKey(name)) diagnostics.DerivedTwice(new(source, token.Span), entity.Name, name);
                else if (Declared(model, entity, token, type, source, diagnostics) is { } field)
                {
                    fields[name] = field with { Origin = rollup ? FieldOrigin.Rollup : FieldOrigin.Computed };
                    derived.Add(new(entity.Name, name, rollup, value, source));
                }
            }
        }
        return (Rebuilt(model, changed), derived.ToImmutable());
    }

    /// <summary>Finds which derived fields are never empty and which must be evaluated on reading, by binding their rules until nothing changes.</summary>
    public static CrmModel Settle(CrmModel model, ImmutableArray<DerivedField> derived, RuleFiles files)
    {
        if (derived.IsEmpty) return model;
        var reads = new HashSet<(string Entity, string Field)>?[derived.Length];
        HashSet<(string Entity, string Field)>? moved = null;
        // As many rounds as fields hang on one another: each gives some field what it never loses again, so they end.
        while (true)
        {
            var quiet = new DiagnosticBag();
            var functions = PackageFunctions.Bind(model, files, quiet);
            var changed = new Dictionary<string, Dictionary<string, Field>>(StringComparer.Ordinal);
            for (var i = 0; i < derived.Length; i++)
            {
                // What reads nothing that changed in the last round stays as it is.
                if (moved is not null && reads[i] is { } known && !known.Overlaps(moved)) continue;
                var item = derived[i];
                var entity = model.Entity(item.Entity);
                var field = entity.Field(item.Field);
                var scope = BindingScope.For(model, entity) with { Functions = functions };
                var value = ExpressionBinder.Bind(item.Value, item.Source, scope, RuleType.OfField(entity, field), quiet);
                reads[i] = ReadsOf(value);
                var settled = field with
                {
                    IsNeverEmpty = field.IsNeverEmpty || !value.Type.IsOptional && value.Type.Kind != TypeKind.Error,
                    Origin = !item.IsRollup && Reads.IsForReading(value) ? FieldOrigin.ComputedOnRead : field.Origin,
                };
                if (settled == field) continue;
                if (!changed.TryGetValue(item.Entity, out var fields)) changed[item.Entity] = fields = new(StringComparer.Ordinal);
                fields[item.Field] = settled;
            }
            if (changed.Count == 0) break;
            moved = [.. changed.SelectMany(entity => entity.Value.Keys.Select(field => (entity.Key, field)))];
            model = Rebuilt(model, changed);
        }
        return model;
    }

    /// <summary>Null where a part is not understood, so that nobody can tell what it would read.</summary>
    private static HashSet<(string Entity, string Field)>? ReadsOf(BoundExpression value) =>
        BoundTree.DescendantsAndSelf(value).Any(node => node is BoundError) ? null : [.. Reads.Of(value).Select(read => (read.Entity.Name, read.Field.Name))];

    private static CrmModel Rebuilt(CrmModel model, Dictionary<string, Dictionary<string, Field>> changed) =>
        changed.Count == 0 ? model : model.WithEntities(model.Entities.Select(entity => !changed.TryGetValue(entity.Name, out var fields) ? entity
            : entity.WithFields(entity.Fields.Select(f => fields.GetValueOrDefault(f.Name, f)).Concat(fields.Values.Where(f => entity.Find(f.Name) is null)))));

    private static Field? Declared(CrmModel model, Entity entity, SyntaxToken token, TypeSyntax? syntax, SourceText source, DiagnosticBag diagnostics)
    {
        var (name, at) = (Word.Name(token), new SourceLocation(source, token.Span));
        var type = syntax is null ? null : TypeBinder.Bind(syntax, model, source, diagnostics);
        if (syntax is not null && type is null) return null;
        if (entity.Find(name) is { } existing)
        {
            if (existing.Origin == FieldOrigin.System) diagnostics.SystemFieldDerived(at, name);
            else if (type is not null && !Agrees(RuleType.OfField(entity, existing), type)) diagnostics.DeclaredTypeDiffers(at, name, RuleType.OfField(entity, existing).NotOptional, type.NotOptional);
            else return existing;
            return null;
        }
        if (type is null)
        {
            diagnostics.DeclaredTypeMissing(at, name);
            return null;
        }
        if (FieldTypeOf(type) is not { } fieldType)
        {
            diagnostics.DeclaredTypeUnfit(new(source, syntax!.Span), type.NotOptional);
            return null;
        }
        // What keeps its values apart in the database is its own; what it is called comes from the locale files.
        return model.DeclaredField(entity, name, fieldType, FieldOrigin.Computed) with
        {
            Id = $"r:{entity.Id}.{name}", Location = at,
            Scale = fieldType switch { FieldType.Money => model.Currency == "JPY" ? 0 : 2, FieldType.Decimal or FieldType.Percent => 2, _ => 0 },
            Target = fieldType == FieldType.Lookup ? type.Entity : null,
        };
    }

    /// <summary>The same type; a percent field may be written decimal.</summary>
    private static bool Agrees(RuleType existing, RuleType declared) =>
        Conversions.SameKind(existing, declared) || (existing.Kind == TypeKind.Percent && declared.Kind == TypeKind.Decimal);

    private static FieldType? FieldTypeOf(RuleType type) => type.Kind switch
    {
        TypeKind.Bool => FieldType.Boolean,
        TypeKind.Int => FieldType.Integer,
        TypeKind.Decimal => FieldType.Decimal,
        TypeKind.Money => FieldType.Money,
        TypeKind.Percent => FieldType.Percent,
        TypeKind.Text => FieldType.Text,
        TypeKind.Date => FieldType.Date,
        TypeKind.Time => FieldType.Time,
        TypeKind.DateTime => FieldType.DateTime,
        TypeKind.Duration => FieldType.Duration,
        TypeKind.Period => FieldType.Period,
        TypeKind.Record => FieldType.Lookup,
        TypeKind.Set when type.Element!.Kind == TypeKind.Text => FieldType.Tags,
        _ => null,
    };
}
