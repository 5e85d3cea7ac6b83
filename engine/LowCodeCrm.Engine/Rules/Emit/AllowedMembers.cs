using System.Collections.Frozen;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>Everything outside itself that a generated assembly may name, by full type name. An absent type or member is refused.</summary>
internal static class AllowedMembers
{
    /// <summary>Types all of whose public members are harmless: pure values, and the engine's own record and rule types.</summary>
    private static readonly FrozenSet<string> Whole = new[]
    {
        "System.Boolean", "System.Int32", "System.Int64", "System.Decimal", "System.Nullable`1", "System.Func`2",
        "System.Collections.Immutable.ImmutableArray`1",
        "LowCodeCrm.Engine.Records.EntityRecord", "LowCodeCrm.Engine.Records.EntityModule", "LowCodeCrm.Engine.Records.ColumnCodec",
        "LowCodeCrm.Engine.Records.JsonValues", "LowCodeCrm.Engine.Records.RecordAccess", "LowCodeCrm.Engine.Records.Period",
        "LowCodeCrm.Engine.Records.TextSet", "LowCodeCrm.Engine.Records.PersonName", "LowCodeCrm.Engine.Records.Address",
        "LowCodeCrm.Engine.Records.GeoPoint", "LowCodeCrm.Engine.Records.FileValue",
        "LowCodeCrm.Engine.Rules.Evaluation.CompiledExpression", "LowCodeCrm.Engine.Rules.Evaluation.RuleTest", "LowCodeCrm.Engine.Rules.Evaluation.RuleAssign",
        "LowCodeCrm.Engine.Rules.Evaluation.RuleCommands", "LowCodeCrm.Engine.Rules.Evaluation.Effect", "LowCodeCrm.Engine.Rules.Evaluation.CreateEffect",
        "LowCodeCrm.Engine.Rules.Evaluation.UpdateEffect", "LowCodeCrm.Engine.Rules.Evaluation.DeleteEffect", "LowCodeCrm.Engine.Rules.Evaluation.FieldValues", "LowCodeCrm.Engine.Rules.Evaluation.EntityProgram",
        "LowCodeCrm.Engine.Rules.Evaluation.ProcessProgram", "LowCodeCrm.Engine.Rules.Evaluation.TransitionProgram",
        "LowCodeCrm.Engine.Rules.Evaluation.RuleEvaluationException", "LowCodeCrm.Engine.Rules.Evaluation.CompiledSupport",
        "LowCodeCrm.Engine.Rules.Evaluation.RuleChannels", "LowCodeCrm.Engine.Rules.Evaluation.JobModule", "LowCodeCrm.Engine.Rules.Evaluation.OutsideValues", "LowCodeCrm.Engine.Rules.Evaluation.ValueList",
        // The operators and functions of the rules language.
        "LowCodeCrm.Engine.Rules.Values.RuleOperators", "LowCodeCrm.Engine.Rules.Values.RuleMath", "LowCodeCrm.Engine.Rules.Values.RuleText",
        "LowCodeCrm.Engine.Rules.Values.RuleTime", "LowCodeCrm.Engine.Rules.Values.RuleConvert", "LowCodeCrm.Engine.Rules.Values.RuleUser",
        "LowCodeCrm.Engine.Rules.Values.RuleErrors", "LowCodeCrm.Engine.Rules.Values.TextList",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Types of which only some members may be used; an empty list allows naming the type.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> Members = new Dictionary<string, string[]>
    {
        // Not its setters: generated code must not give itself fuel.
        ["LowCodeCrm.Engine.Rules.Evaluation.RuleContext"] = ["get_UserId", "Load", "LoadRelated", "LoadLinked", "Select", "FindBySender", "MessageText", "MessageAt", "Spend", "Paid"],
        ["System.Object"] = [".ctor", "Equals", "MemberwiseClone"],
        ["System.String"] = ["op_Equality", "op_Inequality", "Concat", "get_Length", "get_Chars", "Equals"],
        ["System.DateOnly"] = ["FromDayNumber", "op_Equality", "op_Inequality", "op_LessThan", "op_LessThanOrEqual", "op_GreaterThan", "op_GreaterThanOrEqual"],
        ["System.TimeOnly"] = [".ctor", "op_Equality", "op_Inequality", "op_LessThan", "op_LessThanOrEqual", "op_GreaterThan", "op_GreaterThanOrEqual"],
        ["System.DateTime"] = [".ctor", "op_Equality", "op_Inequality", "op_LessThan", "op_LessThanOrEqual", "op_GreaterThan", "op_GreaterThanOrEqual"],
        ["System.TimeSpan"] = [".ctor", "op_Equality", "op_Inequality", "op_LessThan", "op_LessThanOrEqual", "op_GreaterThan", "op_GreaterThanOrEqual"],
        ["System.Guid"] = ["op_Equality", "op_Inequality"],
        ["System.Span`1"] = ["get_Item"],
        ["System.OverflowException"] = [],
        ["System.Exception"] = [],
        ["System.DateTimeKind"] = [],
        ["System.Collections.Generic.List`1"] = ["Add"],
        ["System.Collections.Generic.IEnumerable`1"] = [],
        ["System.Collections.Generic.IReadOnlyList`1"] = ["get_Item"],
        ["System.Collections.Generic.IReadOnlyCollection`1"] = ["get_Count"],
        ["System.Collections.Immutable.ImmutableArray"] = ["Create"],
        ["System.Data.Common.DbDataReader"] = [],
        ["System.Text.Json.Utf8JsonWriter"] = [],
        // What the C# compiler adds by itself.
        ["System.Runtime.CompilerServices.CompilationRelaxationsAttribute"] = [".ctor"],
        ["System.Runtime.CompilerServices.RuntimeCompatibilityAttribute"] = [".ctor"],
        ["System.Runtime.CompilerServices.CompilerGeneratedAttribute"] = [".ctor"],
        ["System.Runtime.CompilerServices.NullableAttribute"] = [".ctor"],
        ["System.Runtime.CompilerServices.NullableContextAttribute"] = [".ctor"],
        ["System.Runtime.CompilerServices.RefSafetyRulesAttribute"] = [".ctor"],
        ["System.Attribute"] = [".ctor"],
        ["System.Diagnostics.DebuggableAttribute"] = [".ctor"],
        ["System.Diagnostics.DebuggableAttribute/DebuggingModes"] = [],
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    public static bool IsAllowed(string type) =>
        Whole.Contains(type) || Members.ContainsKey(type) || IsGenerated(type);

    public static bool IsAllowed(string type, string member) =>
        Whole.Contains(type) || IsGenerated(type) || (Members.TryGetValue(type, out var members) && members.Contains(member));

    /// <summary>Types of the app's own records assembly: R or A and the entity's index, in no namespace.</summary>
    private static bool IsGenerated(string type) => type.Length > 1 && type[0] is 'R' or 'A' && type.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
