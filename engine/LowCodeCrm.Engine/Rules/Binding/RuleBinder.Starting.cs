using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class RuleBinder
{
    private sealed partial class RuleContext
    {
        /// <summary>As the commands that say the same: a record that is in no state of the process, or at its end, is put into the first.</summary>
        private IfCommand? BindStart(StartProcessCommandSyntax syntax, BindingScope inside)
        {
            if (syntax.Target is null && !HasRecord)
            {
                diagnostics.NoRecordToStart(At(syntax));
                return null;
            }
            var record = syntax.Target is null ? BoundFactory.Record(This) : ExpressionBinder.Bind(syntax.Target, source, inside, null, diagnostics);
            var target = record.Type.Kind == TypeKind.Record ? binder.model.Find(record.Type.Entity!) : null;
            if (target is null && record.Type.Kind != TypeKind.Error) diagnostics.NeedsRecordPath(At(syntax.Target!), Keywords.Start, record.Type);
            if (target is null || Word.IsMissing(syntax.Name)) return null;
            var name = Word.Name(syntax.Name);
            var processes = binder.files.Of<ProcessDeclarationSyntax>().Select(found => found.Syntax).Where(process => Word.Name(process.Entity) == target.Name).ToArray();
            if (processes.FirstOrDefault(process => Word.Name(process.Name) == name) is not { } process)
            {
                diagnostics.UnknownProcess(At(syntax.Name), target.Name, name, Suggestions.Nearest(name, processes.Select(one => Word.Name(one.Name))));
                return null;
            }
            diagnostics.Recorder?.Add(source, syntax.Name, PackageSymbol.Process(target.Name, name));
            // A process in error has said so itself.
            if (target.Find(Word.Name(process.Field)) is not { Type: FieldType.Choice } field || Named(process, Keywords.Initial) is not [{ } first]) return null;
            var type = RuleType.OfField(target, field);
            var state = BoundFactory.Field(record, target, field);
            var over = BoundFactory.In(state, Named(process, Keywords.Final).Select(end => BoundFactory.Literal(end, type)).Prepend(BoundFactory.Empty()));
            return over is null ? null : new IfCommand(over with { Span = syntax.Span }, [new UpdateCommand(record, target, [new(field, BoundFactory.Literal(first, type))], syntax.Span)], [], syntax.Span);
        }

        private static string[] Named(ProcessDeclarationSyntax process, Keyword modifier) =>
            [.. process.States.Where(state => state.Modifier is { } written && Word.Keyword(written) == modifier.Text).Select(state => Word.Name(state.Name))];
    }
}
