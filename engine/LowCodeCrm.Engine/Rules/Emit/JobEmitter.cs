using System.Globalization;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>Writes the commands of schedules, message handlers, decisions and time limits as the class <c>J</c>, a method each.</summary>
internal static class JobEmitter
{
    public const string AssemblyName = "LowCodeCrm.Generated.Jobs";
    public const string TypeName = "J";
    private const string Evaluation = "global::LowCodeCrm.Engine.Rules.Evaluation.";
    private const string List = "global::System.Collections.Immutable.ImmutableArray";

    public static GeneratedUnit Emit(BoundRuleSet rules)
    {
        var writer = new CodeWriter();
        var module = new ModuleWriter(writer, rules);
        var names = rules.Jobs.Select(job => Method(job, module)).ToArray();
        writer.Open($"public sealed class {TypeName} : {Evaluation}JobModule");
        writer.Open($"public override {List}<{Evaluation}RuleCommands> Jobs");
        writer.Line($"get {{ return {List}.Create<{Evaluation}RuleCommands>(new {Evaluation}RuleCommands[] {{ {string.Join(", ", names.Select(name => "this." + name))} }}); }}");
        writer.Close();
        foreach (var member in module.Members)
        {
            writer.Line();
            writer.Lines(member);
        }
        writer.Close();
        return writer.ToUnit(AssemblyName, module.References);
    }

    private static string Method(BoundJob job, ModuleWriter module)
    {
        var name = module.NewMethod("B");
        module.HasArithmetic = false;
        var scope = RuleScope.Empty;
        var block = new CodeBlock();
        if (job is { Record: { } record, Of: { } entity })
        {
            var index = module.Use(entity);
            block.Line(string.Create(CultureInfo.InvariantCulture, $"var r = (R{index})e;"));
            scope = scope.With(record, new ScopedRecord("r", index, false));
        }
        new CommandEmitter(module).Emit(job.Commands, scope, block);
        var whole = new CodeBlock();
        whole.Line($"private void {name}(global::LowCodeCrm.Engine.Records.EntityRecord e, global::LowCodeCrm.Engine.Records.EntityRecord b, {ModuleWriter.Context} c, global::System.Collections.Generic.List<{Evaluation}Effect> q)");
        whole.Line("{");
        if (module.HasArithmetic)
        {
            whole.Line("try");
            whole.Line("{");
        }
        foreach (var line in block.ToString().Split('\n')) whole.Line(line.TrimStart());
        if (module.HasArithmetic)
        {
            whole.Line("}");
            whole.Line("catch (global::System.OverflowException) { throw global::LowCodeCrm.Engine.Rules.Values.RuleErrors.Overflow(); }");
        }
        whole.Line("}");
        module.AddMember(whole.ToString());
        return name;
    }
}
