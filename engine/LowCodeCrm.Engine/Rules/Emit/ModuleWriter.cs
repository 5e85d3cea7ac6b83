using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>The members of one generated class while rules are being written: helpers are made when first asked for, once.</summary>
internal sealed class ModuleWriter
{
    public const string Context = "global::LowCodeCrm.Engine.Rules.Evaluation.RuleContext";
    private readonly CodeWriter writer;
    private readonly BoundRuleSet rules;
    private readonly List<string> members = [];
    private readonly SortedDictionary<int, Entity> used = [];
    private readonly Dictionary<FunctionSymbol, string> functions = [];
    private readonly Dictionary<(int, int), string?> volatileFields = [];
    private readonly Dictionary<string, string> sets = new(StringComparer.Ordinal);
    private readonly HashSet<int> loaders = [];
    private int variables;
    private int methods;

    public ModuleWriter(CodeWriter writer, BoundRuleSet rules)
    {
        this.writer = writer;
        this.rules = rules;
        Expressions = new ExpressionEmitter(this);
    }

    public CrmModel Model => rules.Model;
    public ExpressionEmitter Expressions { get; }
    public const string Support = "global::LowCodeCrm.Engine.Rules.Evaluation.CompiledSupport.";

    /// <summary>Set while a method is written whose arithmetic can overflow.</summary>
    public bool HasArithmetic { get; set; }

    public IEnumerable<string> Members => members;

    /// <summary>What this class relies on of the records assembly.</summary>
    public IEnumerable<string> References => used.Values.Select(RecordEmitter.Signature);

    public string Literal(object value) => writer.Literal(value);
    public string NewVariable() => string.Create(CultureInfo.InvariantCulture, $"v{variables++}");
    public string NewMethod(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{methods++}");
    public void AddMember(string block) => members.Add(block);
    public void NeedsOverflowGuard() => HasArithmetic = true;

    /// <summary>Notes that the class names the entity's record class.</summary>
    public int Use(Entity entity)
    {
        used[entity.Index] = entity;
        return entity.Index;
    }

    /// <summary>The method that loads a related record.</summary>
    public string Loader(int entityIndex)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"L{entityIndex}");
        if (loaders.Add(entityIndex))
            AddMember($"private static R{entityIndex} {name}({Context} c, global::System.Guid? i) => i.HasValue ? (R{entityIndex})c.Load({entityIndex}, i.GetValueOrDefault()) : null;\n");
        return name;
    }

    /// <summary>The method that evaluates a field that depends on day, time or user; null where no rule gives it.</summary>
    public string? VolatileField(Entity entity, Field field)
    {
        NeedsOverflowGuard();
        if (volatileFields.TryGetValue((entity.Index, field.Index), out var name)) return name;
        var rule = rules.ByEntity.FirstOrDefault(e => e.Entity.Name == entity.Name)?.Computed.FirstOrDefault(c => c.Field.Name == field.Name);
        name = rule is null ? null : NewMethod("C");
        volatileFields[(entity.Index, field.Index)] = name;
        if (rule is null) return null;
        var scope = RuleScope.Empty.With(rule.This, new ScopedRecord("r", Use(entity), true));
        var value = Expressions.ValueAs(rule.Value, rule.Value.Type.Kind, scope);
        AddMember($"private {value.CSharpType} {name}({Context} c, R{entity.Index} r) => r == null ? null : {value.Text};\n");
        return name;
    }

    /// <summary>The method of a function of the package.</summary>
    public string Function(FunctionSymbol function)
    {
        NeedsOverflowGuard();
        if (functions.TryGetValue(function, out var name)) return name;
        functions[function] = name = NewMethod("F");
        var scope = RuleScope.Empty;
        var parameters = new List<string> { $"{Context} c" };
        foreach (var parameter in function.Parameters)
        {
            var variable = NewVariable();
            if (parameter.Record is { } record)
            {
                var index = Use(Model.Entity(record.Entity));
                scope = scope.With(record, new ScopedRecord(variable, index, true));
                parameters.Add(string.Create(CultureInfo.InvariantCulture, $"R{index} {variable}"));
            }
            else
            {
                var code = new Code(variable, Code.KindOf(parameter.Type), true);
                scope = scope.With(parameter.Variable!, code);
                parameters.Add($"{code.CSharpType} {variable}");
            }
        }
        var body = Expressions.ValueAs(function.Body!, function.ReturnType, scope);
        var block = new CodeBlock();
        block.Line($"private {body.CSharpType} {name}({string.Join(", ", parameters)})");
        block.Line("{");
        block.Line("c.Spend(1);");
        block.Line($"return {body.Text};");
        block.Line("}");
        AddMember(block.ToString());
        return name;
    }

    /// <summary>A set of constants, made once.</summary>
    public Code ConstantSet(IEnumerable<string> items)
    {
        var texts = string.Join(", ", items.Select(item => Literal(item)));
        if (!sets.TryGetValue(texts, out var name))
        {
            sets[texts] = name = NewMethod("s");
            AddMember($"private readonly global::LowCodeCrm.Engine.Records.TextSet {name} = {Support}SetOf(new string[] {{ {texts} }});\n");
        }
        return new Code(name, TypeKind.Set, false);
    }
}
