using System.Numerics;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>How a value stands in the text of a statement.</summary>
public enum SqlForm
{
    /// <summary>As its column holds it.</summary>
    Plain,
    /// <summary>A decimal as a whole number of its smallest unit, see <see cref="SqlValue.Scale"/>.</summary>
    Scaled,
    /// <summary>A decimal in the form of <see cref="Records.OrderedDecimal"/>.</summary>
    Ordered,
    /// <summary>A decimal of a type that says its digits: at most <see cref="SqlValue.Bound"/> units, see <see cref="SqlValue.Scale"/>.</summary>
    Exact,
    /// <summary>A decimal known while translating, not written yet: it takes the form of what it meets.</summary>
    Literal,
    /// <summary>A text that is an id: 16 bytes.</summary>
    Id,
}

/// <summary>An expression of SQL with what is needed to combine it exactly.</summary>
/// <param name="Text">Parenthesised where it is not atomic; of a structured field the first column.</param>
/// <param name="Type">Its type in rules.</param>
/// <param name="Form">How decimals and ids are held.</param>
/// <param name="Scale">Of <see cref="SqlForm.Scaled"/> and <see cref="SqlForm.Exact"/>.</param>
/// <param name="Bound">Of both: no value's magnitude is larger, so sums that cannot leave 64 bits are plain sums.</param>
/// <param name="Constant">Of <see cref="SqlForm.Literal"/>; and the text where it is a literal text.</param>
/// <param name="Columns">Of a structured field: all its columns.</param>
public sealed record SqlValue(
    string Text, RuleType Type, SqlForm Form = SqlForm.Plain, int Scale = 0, BigInteger Bound = default, object? Constant = null, IReadOnlyList<string>? Columns = null);
