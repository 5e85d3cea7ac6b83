using System.Diagnostics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>The CLR type that holds a rule type's values, by which overloads of operators and functions are chosen.</summary>
internal static class ClrTypes
{
    public static Type Of(RuleType type) => type.Kind switch
    {
        TypeKind.Bool => typeof(bool?),
        TypeKind.Int => typeof(long?),
        TypeKind.Decimal or TypeKind.Money or TypeKind.Percent => typeof(decimal?),
        TypeKind.Text or TypeKind.Choice or TypeKind.Channel or TypeKind.Json => typeof(string),
        TypeKind.Date => typeof(DateOnly?),
        TypeKind.Time => typeof(TimeOnly?),
        TypeKind.DateTime => typeof(DateTime?),
        TypeKind.Duration => typeof(TimeSpan?),
        TypeKind.Period => typeof(Period?),
        TypeKind.Record => typeof(Guid?),
        TypeKind.PersonName => typeof(PersonName),
        TypeKind.Address => typeof(Address),
        TypeKind.Geo => typeof(GeoPoint),
        TypeKind.File => typeof(FileValue),
        TypeKind.Set when IsText(type.Element) => typeof(TextSet),
        TypeKind.List when IsText(type.Element) => typeof(TextList),
        TypeKind.Set or TypeKind.List => typeof(ValueList),
        TypeKind.Empty => typeof(object),
        _ => throw new UnreachableException($"{type} has no values."),
    };

    public static bool IsText(RuleType? element) => element?.Kind is TypeKind.Text or TypeKind.Choice or TypeKind.Channel or TypeKind.Empty;
}
