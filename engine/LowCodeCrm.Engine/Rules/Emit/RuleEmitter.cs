using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>Writes the rules of one entity as the class <c>M{index}</c>, which completes the entity's record access with its program.</summary>
/// <remarks>
/// Rules are instance methods, because a delegate closed over an instance is called without the shuffle of arguments that a static one needs.
/// Taking a method's address does not compile it, so a rule costs its JIT only when it first runs.
/// </remarks>
internal sealed class RuleEmitter
{
    private const string Evaluation = "global::LowCodeCrm.Engine.Rules.Evaluation.";
    private const string Parameters = "(global::LowCodeCrm.Engine.Records.EntityRecord e, global::LowCodeCrm.Engine.Records.EntityRecord b, " + ModuleWriter.Context + " c";
    private readonly EntityRules rules;
    private readonly ModuleWriter module;
    private readonly CommandEmitter commands;
    private readonly string record;

    private RuleEmitter(EntityRules rules, ModuleWriter module)
    {
        this.rules = rules;
        this.module = module;
        commands = new CommandEmitter(module);
        record = string.Create(CultureInfo.InvariantCulture, $"R{module.Use(rules.Entity)}");
    }

    public static string AssemblyName(Entity entity) => string.Create(CultureInfo.InvariantCulture, $"LowCodeCrm.Generated.Rules{entity.Index}");

    /// <summary>Whether an entity has any rule; one without lives in the records assembly alone.</summary>
    public static bool HasRules(EntityRules rules) =>
        !(rules.Defaults.IsEmpty && rules.BeforeSave.IsEmpty && rules.Computed.IsEmpty && rules.Validations.IsEmpty && rules.Warnings.IsEmpty
            && rules.FieldStates.IsEmpty && rules.Rollups.IsEmpty && rules.AfterSave.IsEmpty && rules.Processes.IsEmpty);

    public static GeneratedUnit Emit(EntityRules rules, BoundRuleSet all)
    {
        var writer = new CodeWriter();
        var module = new ModuleWriter(writer, all);
        Emit(writer, module, rules);
        return writer.ToUnit(AssemblyName(rules.Entity), module.References);
    }

    /// <summary>Writes the class into an assembly of the caller's.</summary>
    public static void Emit(CodeWriter writer, ModuleWriter module, EntityRules rules)
    {
        var program = new RuleEmitter(rules, module).Program();
        writer.Open(string.Create(CultureInfo.InvariantCulture, $"public sealed class M{rules.Entity.Index} : A{rules.Entity.Index}"));
        writer.Line($"private {Evaluation}EntityProgram program;");
        writer.Line($"public override {Evaluation}EntityProgram Program => this.program ?? (this.program = this.Make());");
        writer.Line();
        writer.Open($"private {Evaluation}EntityProgram Make()");
        writer.Line($"return new {Evaluation}EntityProgram(");
        for (var i = 0; i < program.Count; i++) writer.Line("    " + program[i] + (i < program.Count - 1 ? "," : ");"));
        writer.Close();
        foreach (var member in module.Members)
        {
            writer.Line();
            writer.Lines(member);
        }
        writer.Close();
    }

    /// <summary>The arguments of EntityProgram, in its order.</summary>
    private List<string> Program() =>
    [
        List("RuleAssign", rules.Defaults.Select(rule => Assign(rule.This, rule.Field, rule.When, rule.Value))),
        List("RuleCommands", rules.BeforeSave.Select(rule => Commands(rule.This, rule.When, rule.Commands))),
        List("RuleAssign", rules.Computed.Select(rule => Assign(rule.This, rule.Field, null, rule.Value))),
        List("RuleTest", rules.Validations.Select(rule => Test(rule.This, scope =>
            rule.When is null ? "!" + Condition(rule.Require, scope) : $"{Condition(rule.When, scope)} && !{Condition(rule.Require, scope)}"))),
        List("RuleTest", rules.Warnings.Select(rule => Test(rule.This, scope => Condition(rule.When, scope)))),
        List("RuleTest", rules.FieldStates.Select(rule => Test(rule.This, scope => rule.When is null ? "true" : Condition(rule.When, scope)))),
        List("RuleAssign", rules.Rollups.Select(rule => Assign(rule.This, rule.Field, null, rule.Aggregate))),
        List("RuleCommands", rules.AfterSave.Select(rule => Commands(rule.This, rule.When, rule.Commands))),
        List("ProcessProgram", rules.Processes.Select(Process)),
    ];

    private string Process(ProcessDefinition process) =>
        $"new {Evaluation}ProcessProgram({List("TransitionProgram", process.Transitions.Select(transition => Transition(process, transition)))})";

    private string Transition(ProcessDefinition process, ProcessTransition transition)
    {
        var guards = List("RuleTest", transition.Guards.Select(guard => Test(process.This, scope => Condition(guard.Condition, scope))));
        var by = transition.By is null ? "null" : Test(process.This, scope => Condition(transition.By, scope));
        return $"new {Evaluation}TransitionProgram({guards}, {by}, {Commands(process.This, null, transition.Do)})";
    }

    private string Condition(BoundExpression condition, RuleScope scope) => module.Expressions.WhenTrue(condition, scope);

    private string Test(RecordSymbol self, Func<RuleScope, string> condition)
    {
        var name = module.NewMethod("T");
        Method("bool", name, "", () => $"return {condition(RuleScope.OfRule(self, rules.Entity.Index))};\n");
        return "this." + name;
    }

    private string Assign(RecordSymbol self, Field field, BoundExpression? when, BoundExpression value)
    {
        var name = module.NewMethod("D");
        Method("bool", name, "", () =>
        {
            var scope = RuleScope.OfRule(self, rules.Entity.Index);
            var block = new CodeBlock();
            if (when is not null) block.Line($"if (!{Condition(when, scope)}) return false;");
            var member = "r." + RecordEmitter.MemberOf(field);
            var shape = FieldShape.Of(field, null);
            block.Line($"var x = {commands.FieldValue(field, value, scope)};");
            block.Line(shape.IsValueType || shape.Type == "string" ? $"if ({member} == x) return false;" : $"if (object.Equals({member}, x)) return false;");
            block.Line($"{member} = x;");
            block.Line("return true;");
            return block.ToString();
        });
        return "this." + name;
    }

    private string Commands(RecordSymbol self, BoundExpression? when, ImmutableArray<BoundCommand> list)
    {
        var name = module.NewMethod("B");
        Method("void", name, $", global::System.Collections.Generic.List<{Evaluation}Effect> q", () =>
        {
            var scope = RuleScope.OfRule(self, rules.Entity.Index);
            var block = new CodeBlock();
            if (when is not null) block.Line($"if (!{Condition(when, scope)}) return;");
            commands.Emit(list, scope, block);
            return block.ToString();
        });
        return "this." + name;
    }

    /// <summary>A rule's method: typed locals, and overflow as the failure that rejects the save.</summary>
    private void Method(string result, string name, string parameter, Func<string> body)
    {
        module.HasArithmetic = false;
        var text = body();
        var block = new CodeBlock();
        block.Line($"private {result} {name}{Parameters}{parameter})");
        block.Line("{");
        block.Line($"var r = ({record})e;");
        block.Line($"var o = ({record})b;");
        if (module.HasArithmetic)
        {
            block.Line("try");
            block.Line("{");
        }
        foreach (var line in text.Split('\n')) block.Line(line.TrimStart());
        if (module.HasArithmetic)
        {
            block.Line("}");
            block.Line($"catch (global::System.OverflowException) {{ throw global::LowCodeCrm.Engine.Rules.Values.RuleErrors.Overflow(); }}");
        }
        block.Line("}");
        module.AddMember(block.ToString());
    }

    private static string List(string type, IEnumerable<string> items)
    {
        var texts = items.ToList();
        return texts.Count == 0
            ? $"global::System.Collections.Immutable.ImmutableArray.Create<{Evaluation}{type}>()"
            : $"global::System.Collections.Immutable.ImmutableArray.Create<{Evaluation}{type}>(new {Evaluation}{type}[] {{ {string.Join(", ", texts)} }})";
    }
}
