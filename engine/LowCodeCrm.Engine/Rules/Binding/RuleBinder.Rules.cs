using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class RuleBinder
{
    /// <summary>Binds what stands inside one block: an entity, its record, a file.</summary>
    private sealed partial class RuleContext
    {
        private readonly RuleBinder binder;
        private readonly Entity entity;
        private readonly SourceText source;
        private readonly DiagnosticBag diagnostics;
        private readonly RuleCollector rules;
        private readonly BindingScope scope;

        /// <param name="of">Whose rules they are; null: commands without a record of their own.</param>
        public RuleContext(RuleBinder binder, Entity? of, SourceText source)
        {
            (this.binder, entity, this.source, diagnostics) = (binder, of ?? NoEntity, source, binder.diagnostics);
            rules = of is null ? new RuleCollector(NoEntity) : binder.collectors[of.Index];
            scope = (of is null ? new BindingScope(binder.model, null) : BindingScope.For(binder.model, of)) with { Functions = binder.functions };
        }

        public BindingScope Scope => scope;

        private bool HasRecord => scope.This is not null;

        private RecordSymbol This => scope.This!;

        public void Bind(RuleSyntax syntax)
        {
            switch (syntax)
            {
                case ValidateRuleSyntax rule: BindValidate(rule); break;
                case WarnRuleSyntax rule: BindWarn(rule); break;
                case DefaultRuleSyntax rule: BindDefault(rule); break;
                case ComputedRuleSyntax rule: BindComputed(rule); break;
                case RollupRuleSyntax rule: BindRollup(rule); break;
                case FieldStateRuleSyntax rule: BindFieldState(rule); break;
                case SaveRuleSyntax rule: BindSave(rule); break;
                case SkippedRuleSyntax: break;
                default: throw new System.Diagnostics.UnreachableException();
            }
        }

        private void BindValidate(ValidateRuleSyntax rule)
        {
            var name = Named(rule.Name, "validate");
            var when = Condition(rule.When, scope);
            var require = ExpressionBinder.Bind(rule.Require, source, Given(when), RuleType.Bool, diagnostics);
            rules.Validations.Add(new(name, entity, This, when, require, Message(rule.Message), Fields(rule.At), At(rule.Name)));
        }

        private void BindWarn(WarnRuleSyntax rule)
        {
            var fields = Fields(rule.Fields);
            rules.Warnings.Add(new(Unnamed("warn", rule.Fields), entity, This, Condition(rule.When, scope)!, Message(rule.Message), fields, At(rule.WarnKeyword)));
        }

        private void BindDefault(DefaultRuleSyntax rule)
        {
            var when = Condition(rule.When, scope);
            if (Assigned(rule.Field, entity) is not { } field)
            {
                ExpressionBinder.Bind(rule.Value, source, Given(when), null, diagnostics);
                return;
            }
            var value = ExpressionBinder.Bind(rule.Value, source, Given(when), RuleType.OfField(entity, field), diagnostics);
            rules.Defaults.Add(new(rules.Name($"default {field.Name}"), entity, This, field, when, value, At(rule.Field)));
        }

        private void BindComputed(ComputedRuleSyntax rule)
        {
            if (Derived(rule.Field, FieldOrigin.Computed, FieldOrigin.ComputedOnRead) is not { } field)
            {
                ExpressionBinder.Bind(rule.Value, source, scope, null, diagnostics);
                return;
            }
            diagnostics.Recorder?.Field(source, rule.Field, entity, field, isDeclaration: true);
            var value = ExpressionBinder.Bind(rule.Value, source, scope, RuleType.OfField(entity, field), diagnostics);
            rules.Computed.Add(new(rules.Name($"computed {field.Name}"), entity, This, field, value, field.Origin == FieldOrigin.ComputedOnRead, At(rule.Field)));
        }

        private void BindRollup(RollupRuleSyntax rule)
        {
            var field = Derived(rule.Field, FieldOrigin.Rollup, FieldOrigin.Rollup);
            if (field is not null) diagnostics.Recorder?.Field(source, rule.Field, entity, field, isDeclaration: true);
            var value = ExpressionBinder.Bind(rule.Value, source, scope, null, diagnostics);
            if (value.Type.Kind == TypeKind.Error) return;
            if (value is not BoundAggregate { Aggregate: not (AggregateKind.Any or AggregateKind.All), Parent: BoundRecord { Symbol.Name: "this" } } aggregate)
                diagnostics.RollupNeedsAggregate(new(source, rule.Value.Span));
            else if (field is null)
                return;
            else if (RuleType.OfField(entity, field) is var type && !Conversions.Exists(value.Type, type))
                diagnostics.WrongType(new(source, rule.Value.Span), type.NotOptional, value.Type);
            else if (aggregate.LinkOwner is not null || BoundTree.DescendantsAndSelf(aggregate).Any(Reads.FollowsLinks))
                diagnostics.ManyToManyRollup(At(rule.Field), field.Name);
            else if (Reads.IsVolatile(aggregate))
                diagnostics.VolatileRollup(At(rule.Field), field.Name);
            else
                rules.Rollups.Add(new(rules.Name($"rollup {field.Name}"), entity, This, field, aggregate, At(rule.Field)));
        }

        private void BindFieldState(FieldStateRuleSyntax rule)
        {
            var word = Word.Keyword(rule.Keyword);
            var kind = word switch { "show" => FieldStateKind.Show, "required" => FieldStateKind.Required, _ => FieldStateKind.ReadOnly };
            rules.FieldStates.Add(new(Unnamed(word, rule.Fields), entity, This, kind, Fields(rule.Fields), Condition(rule.When, scope), At(rule.Keyword)));
        }

        private void BindSave(SaveRuleSyntax rule)
        {
            var before = Word.Keyword(rule.BeforeOrAfter) == "before";
            var name = rule.Name is { } token ? Named(token, before ? "before save" : "after save") : rules.Name(before ? "before save" : "after save");
            var when = Condition(rule.When, scope);
            var (commands, _) = Block(rule.Body, Given(when), onlySet: before);
            var location = At(rule.Name ?? rule.BeforeOrAfter);
            if (before) rules.BeforeSave.Add(new(name, entity, This, when, commands, location));
            else rules.AfterSave.Add(new(name, entity, This, when, commands, location));
        }

        private string Named(SyntaxToken token, string kind)
        {
            if (Word.IsMissing(token)) return rules.Name(kind);
            var name = Word.Name(token);
            diagnostics.Recorder?.Add(source, token, kind == "process" ? PackageSymbol.Process(entity.Name, name) : PackageSymbol.Rule(entity.Name, name), isDeclaration: true);
            if (rules.Claim(name)) return name;
            diagnostics.DuplicateRule(At(token), entity.Name, name);
            return rules.Name(name);
        }

        private string Unnamed(string kind, SeparatedList<SyntaxToken> fields) => rules.Name($"{kind} {string.Join(", ", fields.Items.Select(Word.Name))}");

        private BoundExpression? Condition(ExpressionSyntax? syntax, BindingScope inside) =>
            syntax is null ? null : ExpressionBinder.Bind(syntax, source, inside, RuleType.Bool, diagnostics);

        /// <summary>What holds where the rule runs.</summary>
        private BindingScope Given(BoundExpression? when) => scope with { Facts = scope.Facts.WhenTrue(when) };

        private Field? Derived(SyntaxToken token, FieldOrigin one, FieldOrigin other) =>
            !Word.IsMissing(token) && entity.Find(Word.Name(token)) is { } field && (field.Origin == one || field.Origin == other)
            && !rules.Computed.Any(r => r.Field.Name == field.Name) && !rules.Rollups.Any(r => r.Field.Name == field.Name) ? field : null;

        private ImmutableArray<Field> Fields(SeparatedList<SyntaxToken>? tokens) => [.. (tokens?.Items ?? []).Select(token => FindField(token, entity)).OfType<Field>()];

        public Field? FindField(SyntaxToken token, Entity owner)
        {
            if (Word.IsMissing(token)) return null;
            var name = Word.Name(token);
            if (owner.Find(name) is { } field)
            {
                diagnostics.Recorder?.Field(source, token, owner, field);
                return field;
            }
            diagnostics.UnknownMember(At(token), owner.Name, name, Suggestions.Nearest(name, owner.Fields.Select(f => f.Name)));
            return null;
        }

        private BoundMessage? Message(MessageSyntax? syntax) => syntax is null ? null : new(syntax.Texts
            .DistinctBy(t => t.Locale is null ? "" : Word.Name(t.Locale))
            .ToImmutableSortedDictionary(t => t.Locale is null ? "" : Word.Name(t.Locale), t => ExpressionBinder.Bind(t.Text, source, scope, RuleType.Text, diagnostics), StringComparer.Ordinal));

        private SourceLocation At(SyntaxElement syntax) => new(source, syntax.Span);
    }
}
