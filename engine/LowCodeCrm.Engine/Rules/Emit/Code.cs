using System.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>A C# expression with the static type that it has.</summary>
/// <param name="Text">Self-contained: may be an operand of anything.</param>
/// <param name="Kind">Its kind of value; decimal-likes are Decimal, choices and json Text, records their id.</param>
/// <param name="MayBeNull">
/// Whether C# sees a nullable type. Independent of <see cref="RuleType.IsOptional"/>: a required field of a record that is not yet valid is empty too.
/// </param>
internal readonly record struct Code(string Text, TypeKind Kind, bool MayBeNull)
{
    /// <summary>Sets and lists of anything but text: they are boxed (<see cref="ValueList"/>), so to C# they are a kind of their own.</summary>
    public const TypeKind Values = (TypeKind)int.MaxValue;

    public string CSharpType => TypeName(Kind, MayBeNull);

    /// <summary>The same value with a nullable type.</summary>
    public Code Nullable => MayBeNull ? this : new($"(({TypeName(Kind, true)}){Text})", Kind, true);

    /// <summary>True where null tells nothing about value types: text, sets, structured values.</summary>
    public bool IsReference => IsReferenceKind(Kind);

    public static TypeKind Normal(TypeKind kind) => kind switch
    {
        TypeKind.Money or TypeKind.Percent => TypeKind.Decimal,
        TypeKind.Choice or TypeKind.Channel or TypeKind.Json => TypeKind.Text,
        _ => kind,
    };

    /// <summary>The kind in which generated code holds values of a type.</summary>
    public static TypeKind KindOf(RuleType type) => type.Element is { } element && type.Kind != TypeKind.Range && !ClrTypes.IsText(element) ? Values : Normal(type.Kind);

    public static bool IsReferenceKind(TypeKind kind) => Normal(kind) is TypeKind.Text or Values or TypeKind.Set or TypeKind.List or TypeKind.PersonName or TypeKind.Address or TypeKind.Geo or TypeKind.File;

    public static string TypeName(TypeKind kind, bool nullable) => Normal(kind) switch
    {
        TypeKind.Text => "string",
        Values => "global::LowCodeCrm.Engine.Rules.Evaluation.ValueList",
        TypeKind.Set => "global::LowCodeCrm.Engine.Records.TextSet",
        TypeKind.List => "global::LowCodeCrm.Engine.Rules.Values.TextList",
        TypeKind.PersonName => "global::LowCodeCrm.Engine.Records.PersonName",
        TypeKind.Address => "global::LowCodeCrm.Engine.Records.Address",
        TypeKind.Geo => "global::LowCodeCrm.Engine.Records.GeoPoint",
        TypeKind.File => "global::LowCodeCrm.Engine.Records.FileValue",
        var value => ValueTypeName(value) + (nullable ? "?" : ""),
    };

    private static string ValueTypeName(TypeKind kind) => kind switch
    {
        TypeKind.Bool => "bool",
        TypeKind.Int => "long",
        TypeKind.Decimal => "decimal",
        TypeKind.Date => "global::System.DateOnly",
        TypeKind.Time => "global::System.TimeOnly",
        TypeKind.DateTime => "global::System.DateTime",
        TypeKind.Duration => "global::System.TimeSpan",
        TypeKind.Period => "global::LowCodeCrm.Engine.Records.Period",
        TypeKind.Record => "global::System.Guid",
        _ => throw new UnreachableException($"{kind} has no C# type."),
    };
}
