using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class RuleBinder
{
    private sealed partial class RuleContext
    {
        /// <summary>Commands in order; each sees the <c>let</c>s before it, and no longer trusts what was known of fields that were set since.</summary>
        /// <param name="syntax">The block.</param>
        /// <param name="inside">What names mean at its start.</param>
        /// <param name="onlySet">Before the save, only this record may change.</param>
        private (ImmutableArray<BoundCommand> Commands, BindingScope After) Block(BlockSyntax syntax, BindingScope inside, bool onlySet) => Commands(syntax.Commands, inside, onlySet);

        private (ImmutableArray<BoundCommand> Commands, BindingScope After) Commands(ImmutableArray<CommandSyntax> block, BindingScope inside, bool onlySet)
        {
            var commands = ImmutableArray.CreateBuilder<BoundCommand>();
            foreach (var command in block)
                switch (command)
                {
                    case SetCommandSyntax or TagCommandSyntax when !HasRecord:
                        diagnostics.NoRecordToSet(At(command));
                        break;
                    case SetCommandSyntax set:
                        if (BindSet(set, inside) is { } bound)
                        {
                            commands.Add(bound);
                            inside = inside with { Facts = inside.Facts.Without(This, bound.Field.Name) };
                        }
                        break;
                    case LetCommandSyntax let:
                        var value = ExpressionBinder.Bind(let.Value, source, inside, null, diagnostics);
                        var symbol = new VariableSymbol(Word.Name(let.Name), value.Type);
                        diagnostics.Recorder?.Declare(source, let.Name, symbol, symbol.Name);
                        commands.Add(new LetCommand(symbol, value, let.Span));
                        inside = inside.With(symbol);
                        break;
                    case IfCommandSyntax branch:
                        commands.Add(BindIf(branch, inside, onlySet));
                        foreach (var field in branch.Tokens().Where(t => !t.IsMissing).Select(Word.Name).Where(n => entity.Find(n) is not null).Distinct())
                            inside = inside with { Facts = inside.Facts.Without(This, field) };
                        break;
                    case TagCommandSyntax tag:
                        if (BindTag(tag, inside) is { } tagged)
                        {
                            commands.Add(tagged);
                            inside = inside with { Facts = inside.Facts.Without(This, tagged.Field.Name) };
                        }
                        break;
                    case CreateCommandSyntax or UpdateCommandSyntax or DeleteCommandSyntax or SendCommandSyntax or NotifyCommandSyntax or WebhookCommandSyntax or ForEachCommandSyntax or ReplyCommandSyntax or StartProcessCommandSyntax when onlySet:
                        diagnostics.ConstructNotAllowedBeforeSave(At(command));
                        break;
                    case CreateCommandSyntax create:
                        if (BindCreate(create, inside) is { } created) commands.Add(created);
                        break;
                    case UpdateCommandSyntax update:
                        if (BindUpdate(update, inside) is { } updated) commands.Add(updated);
                        break;
                    case DeleteCommandSyntax delete:
                        if (BindDelete(delete, inside) is { } deleted) commands.Add(deleted);
                        break;
                    case SendCommandSyntax or NotifyCommandSyntax or WebhookCommandSyntax or ForEachCommandSyntax or ReplyCommandSyntax:
                        if (BindOutside(command, inside) is { } outside) commands.Add(outside);
                        break;
                    case StartProcessCommandSyntax start:
                        if (BindStart(start, inside) is { } started) commands.Add(started);
                        break;
                    case SkippedCommandSyntax:
                        break;
                    default:
                        throw new System.Diagnostics.UnreachableException();
                }
            return (commands.ToImmutable(), inside);
        }

        private SetCommand? BindSet(SetCommandSyntax syntax, BindingScope inside)
        {
            var field = Assigned(syntax.Field, entity);
            var value = ExpressionBinder.Bind(syntax.Value, source, inside, field is null ? null : RuleType.OfField(entity, field), diagnostics);
            return field is null ? null : new SetCommand(field, value, syntax.Span);
        }

        private IfCommand BindIf(IfCommandSyntax syntax, BindingScope inside, bool onlySet)
        {
            var condition = Condition(syntax.Condition, inside)!;
            var (then, _) = Block(syntax.Then, inside with { Facts = inside.Facts.WhenTrue(condition) }, onlySet);
            var otherwise = inside with { Facts = inside.Facts.WhenNotTrue(condition) };
            ImmutableArray<BoundCommand> other = syntax.Else switch
            {
                BlockSyntax block => Block(block, otherwise, onlySet).Commands,
                IfCommandSyntax chained => [BindIf(chained, otherwise, onlySet)],
                _ => [],
            };
            return new IfCommand(condition, then, other, syntax.Span);
        }

        private CreateCommand? BindCreate(CreateCommandSyntax syntax, BindingScope inside)
        {
            var target = binder.FindEntity(syntax.Entity, source);
            var assignments = Assignments(syntax.Assignments, target, inside);
            if (target is null) return null;
            var missing = target.Fields.Where(f => f.Required && f.Default is null && f.Origin == FieldOrigin.Entered && f.Type != FieldType.AutoNumber
                && !assignments.Any(a => a.Field.Name == f.Name) && !binder.HasDefault(target, f)).Select(f => f.Name).ToArray();
            if (missing.Length > 0) diagnostics.RequiredFieldsMissing(At(syntax.Entity), target.Name, missing);
            return new CreateCommand(target, assignments, syntax.Span);
        }

        private UpdateCommand? BindUpdate(UpdateCommandSyntax syntax, BindingScope inside)
        {
            var record = ExpressionBinder.Bind(syntax.Target, source, inside, null, diagnostics);
            var target = record.Type.Kind == TypeKind.Record ? binder.model.Find(record.Type.Entity!) : null;
            if (target is null && record.Type.Kind != TypeKind.Error) diagnostics.NeedsRecordPath(At(syntax.Target), Keywords.Update, record.Type);
            var assignments = Assignments(syntax.Assignments, target, inside);
            return target is null ? null : new UpdateCommand(record, target, assignments, syntax.Span);
        }

        private DeleteCommand? BindDelete(DeleteCommandSyntax syntax, BindingScope inside)
        {
            var record = ExpressionBinder.Bind(syntax.Target, source, inside, null, diagnostics);
            var target = record.Type.Kind == TypeKind.Record ? binder.model.Find(record.Type.Entity!) : null;
            if (target is null && record.Type.Kind != TypeKind.Error) diagnostics.NeedsRecordPath(At(syntax.Target), Keywords.Delete, record.Type);
            if (target is { IsSystem: true }) diagnostics.SystemRecordDeleted(At(syntax.Target), target.Name);
            return target is null or { IsSystem: true } ? null : new DeleteCommand(record, target, syntax.Span);
        }

        /// <summary>Keys belong to the target, values to the rule's record.</summary>
        public ImmutableArray<FieldAssignment> Assignments(SeparatedList<AssignmentSyntax> syntax, Entity? target, BindingScope inside)
        {
            var bound = ImmutableArray.CreateBuilder<FieldAssignment>();
            foreach (var assignment in syntax.Items)
            {
                var field = target is null ? null : Assigned(assignment.Field, target);
                var value = ExpressionBinder.Bind(assignment.Value, source, inside, field is null ? null : RuleType.OfField(target!, field), diagnostics);
                if (field is null) continue;
                if (bound.Any(b => b.Field.Name == field.Name)) diagnostics.AssignedTwice(At(assignment.Field), field.Name);
                else bound.Add(new(field, value));
            }
            return bound.ToImmutable();
        }

        /// <summary>A field that a rule may write; null after a reported error.</summary>
        private Field? Assigned(SyntaxToken token, Entity target)
        {
            if (FindField(token, target) is not { } field) return null;
            var (en, ja) = field switch
            {
                { Origin: FieldOrigin.Computed or FieldOrigin.ComputedOnRead or FieldOrigin.Rollup } => ("a rule derives it", "規則が求める項目です"),
                { Origin: FieldOrigin.System } when field.Name != SystemFields.Owner => ("the system keeps it", "システムの項目です"),
                { Type: FieldType.AutoNumber } => ("it is numbered automatically", "自動採番の項目です"),
                { Type: FieldType.ChildList or FieldType.ManyToMany } => ("it is many records; create or update those", "複数のレコードです。個々のレコードを作成・更新してください"),
                _ => ("", ""),
            };
            if (en.Length == 0) return field;
            diagnostics.NotAssignable(At(token), target.Name, field.Name, en, ja);
            return null;
        }
    }

    private bool HasDefault(Entity target, Field field) => files.Blocks.Any(b => Word.Name(b.Block.Entity) == target.Name
        && b.Block.Rules.OfType<DefaultRuleSyntax>().Any(r => Word.Name(r.Field) == field.Name));
}
