using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>Equality and order of boxed values, null being empty.</summary>
internal static class BoxedValues
{
    public static readonly object True = true;
    public static readonly object False = false;

    public static object Box(bool value) => value ? True : False;
    public static object? Box(bool? value) => value is { } v ? Box(v) : null;

    /// <summary>Null-safe. A record is its id.</summary>
    public static bool AreEqual(object? a, object? b)
    {
        if (a is EntityRecord x) a = x.Id;
        if (b is EntityRecord y) b = y.Id;
        return a is null ? b is null : a.Equals(b);
    }

    /// <summary>Null where an operand is empty.</summary>
    public static int? Compare(object? a, object? b)
    {
        if (a is null || b is null) return null;
        return a switch
        {
            decimal x => decimal.Compare(x, (decimal)b),
            long x => x.CompareTo((long)b),
            string x => RuleText.Compare(x, (string)b),
            DateOnly x => x.CompareTo((DateOnly)b),
            Period x => x.CompareTo((Period)b),
            _ => Comparer<object>.Default.Compare(a, b),
        };
    }

    public static bool IsTrue(object? value) => value is true;

    public static Guid? IdOf(object? record) => record switch
    {
        EntityRecord r => r.Id,
        Guid id => id,
        _ => null,
    };

    /// <summary>What an assignment stores: decimals half up to the field's scale, "" as empty, records as ids.</summary>
    public static object? ForField(object? value, Model.Field field) => value switch
    {
        null or "" => null,
        decimal number => RuleMath.ToScale(number, field.Scale),
        long whole when field.Type is Model.FieldType.Decimal or Model.FieldType.Money or Model.FieldType.Percent => RuleMath.ToScale(whole, field.Scale),
        EntityRecord record => record.Id,
        TextList list => new TextSet(list.Items),
        _ => value,
    };
}
