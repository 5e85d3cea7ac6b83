using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>An expression outside any app, with the variables that it may name; their values are handed over in this order.</summary>
public sealed record EvalItem(BoundExpression Expression, ImmutableArray<VariableSymbol> Variables);

/// <summary>Many expressions, compiled together: Roslyn's fixed cost is paid once. Disposing unloads them.</summary>
public sealed class CompiledEval : IDisposable
{
    /// <summary>Classes of this many methods keep the compiler's and the loader's tables small.</summary>
    private const int MethodsPerClass = 200;

    // Longer names first: one is the start of another.
    private static readonly ImmutableArray<(string Namespace, string Alias)> Aliases =
    [
        ("LowCodeCrm.Engine.Rules.Evaluation", "NE"), ("LowCodeCrm.Engine.Rules.Values", "NV"), ("LowCodeCrm.Engine.Records", "NR"), ("System", "NS"),
    ];

    private static readonly BoundRuleSet NoRules = new(new CrmModel("", "", LocalizedText.Empty, []), [], []);
    private readonly GeneratedLoadContext context;

    private CompiledEval(GeneratedLoadContext context, ImmutableArray<CompiledExpression> expressions)
    {
        this.context = context;
        Expressions = expressions;
    }

    /// <summary>Parallel to the items.</summary>
    public ImmutableArray<CompiledExpression> Expressions { get; private set; }

    /// <param name="items">Expressions without errors and without records.</param>
    /// <param name="isCollectible">False in a process that ends after evaluating: the runtime then compiles each method faster.</param>
    public static CompiledEval Compile(IReadOnlyList<EvalItem> items, bool isCollectible = true)
    {
        var unit = Emit(items);
        var context = new GeneratedLoadContext(isCollectible);
        var assembly = context.Load(RoslynCompiler.Compile(unit, withSymbols: false));
        var expressions = ImmutableArray.CreateBuilder<CompiledExpression>(items.Count);
        object? target = null;
        for (var i = 0; i < items.Count; i++)
        {
            if (i % MethodsPerClass == 0) target = Activator.CreateInstance(assembly.GetType(ClassName(i), throwOnError: true)!);
            expressions.Add(Guarded(target!.GetType().GetMethod(MethodName(i))!.CreateDelegate<CompiledExpression>(target)));
        }
        return new CompiledEval(context, expressions.MoveToImmutable());
    }

    /// <summary>The source, for tests: plain C# as the compiler sees it.</summary>
    internal static string Source(IReadOnlyList<EvalItem> items) => RoslynCompiler.Render(Emit(items));

    public void Dispose()
    {
        Expressions = [];
        if (context.IsCollectible) context.Unload();
    }

    private static GeneratedUnit Emit(IReadOnlyList<EvalItem> items)
    {
        var writer = new CodeWriter();
        for (var start = 0; start < items.Count; start += MethodsPerClass)
        {
            var module = new ModuleWriter(writer, NoRules);
            for (var i = start; i < Math.Min(start + MethodsPerClass, items.Count); i++) EmitMethod(module, items[i], MethodName(i));
            writer.Open($"public sealed class {ClassName(start)}");
            foreach (var member in module.Members) writer.Lines(member);
            writer.Close();
        }
        var unit = writer.ToUnit("LowCodeCrm.Generated.Eval", []);
        // The compiler looks up each part of each qualified name; of ten thousand expressions that is felt. Texts of users are not in the text, but beside it.
        var text = new StringBuilder(unit.Text);
        foreach (var (name, alias) in Aliases) text.Replace($"global::{name}.", $"{alias}.");
        return unit with { Text = string.Concat(Aliases.Select(a => $"using {a.Alias} = global::{a.Namespace};\n")) + text };
    }

    /// <summary>An overflow is told as every back end tells it; here and not in each method, where it would be compiled ten thousand times.</summary>
    private static CompiledExpression Guarded(CompiledExpression run) => (variables, context) =>
    {
        try
        {
            return run(variables, context);
        }
        catch (OverflowException)
        {
            throw RuleErrors.Overflow();
        }
    };

    private static void EmitMethod(ModuleWriter module, EvalItem item, string name)
    {
        var block = new CodeBlock();
        block.Line($"public object {name}(object[] a, {ModuleWriter.Context} c)");
        block.Line("{");
        var scope = RuleScope.Empty;
        for (var i = 0; i < item.Variables.Length; i++)
        {
            var type = item.Variables[i].Type;
            if (type.Kind is TypeKind.Empty or TypeKind.Error) continue;
            var variable = new Code(module.NewVariable(), Code.KindOf(type), true);
            block.Line(string.Create(CultureInfo.InvariantCulture, $"var {variable.Text} = ({variable.CSharpType})a[{i}];"));
            scope = scope.With(item.Variables[i], variable);
        }
        block.Line($"return {module.Expressions.Value(item.Expression, scope).Text};");
        block.Line("}");
        module.AddMember(block.ToString());
    }

    private static string ClassName(int index) => string.Create(CultureInfo.InvariantCulture, $"X{index / MethodsPerClass}");
    private static string MethodName(int index) => string.Create(CultureInfo.InvariantCulture, $"E{index}");
}
