using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>A function that the database calls: an overload of the static methods that compiled rules call.</summary>
/// <param name="Name">In SQL: <c>lcr_add_date_dur</c>, with the kinds of the arguments.</param>
/// <param name="Arguments">Kinds of the values, see <see cref="SqlFunctions"/>.</param>
/// <param name="Result">Kind of the result.</param>
/// <param name="TakesZone">The app's time zone comes first, as text.</param>
/// <param name="Method">What it runs.</param>
public sealed record SqlFunction(string Name, string Arguments, char Result, bool TakesZone, MethodInfo Method);

/// <summary>The catalogue of functions that a connection must have registered before it runs translated statements.</summary>
/// <remarks>
/// Kinds: b bool, i int, d decimal (as <see cref="OrderedDecimal"/>), s text, D date, T time, Z datetime, u duration, p period, g id, x set of text, l list of text.
/// Beside these a connection has <see cref="FromScaled"/>, <see cref="FromHalves"/>, <see cref="Second"/> and the aggregate <see cref="SumOrdered"/>.
/// </remarks>
public static class SqlFunctions
{
    public const char Decimal = 'd';
    /// <summary>(whole, scale): a scaled integer as an ordered decimal.</summary>
    public const string FromScaled = "lcr_decimal";
    /// <summary>(high, low, scale): high × 10⁹ + low, scaled, as an ordered decimal.</summary>
    public const string FromHalves = "lcr_total";
    /// <summary>The exact sum of ordered decimals, in the order of the rows; zero of none.</summary>
    public const string SumOrdered = "lcr_sum";

    /// <summary>(first, second): the second, after the first was evaluated.</summary>
    public const string Second = "lcr_second";

    private static readonly FrozenDictionary<Type, char> Kinds = new Dictionary<Type, char>
    {
        [typeof(bool)] = 'b', [typeof(long)] = 'i', [typeof(decimal)] = Decimal, [typeof(string)] = 's', [typeof(DateOnly)] = 'D', [typeof(TimeOnly)] = 'T',
        [typeof(DateTime)] = 'Z', [typeof(TimeSpan)] = 'u', [typeof(Period)] = 'p', [typeof(Guid)] = 'g', [typeof(TextSet)] = 'x', [typeof(TextList)] = 'l',
    }.ToFrozenDictionary();

    // Names in SQL don't tell D from d.
    private static readonly FrozenDictionary<char, string> Words = new Dictionary<char, string>
    {
        ['b'] = "bool", ['i'] = "int", ['d'] = "dec", ['s'] = "text", ['D'] = "date", ['T'] = "time", ['Z'] = "instant", ['u'] = "dur", ['p'] = "per", ['g'] = "id", ['x'] = "set", ['l'] = "list",
    }.ToFrozenDictionary();

    /// <summary>Every function, by name.</summary>
    public static ImmutableArray<SqlFunction> All { get; } = [.. Discover()];

    private static readonly FrozenDictionary<(string, string), SqlFunction> bySignature = All.ToFrozenDictionary(f => (f.Method.Name, f.Arguments));

    /// <summary>The overload for arguments of these kinds, or null where there is none.</summary>
    public static SqlFunction? Find(string method, ImmutableArray<char> kinds) => bySignature.GetValueOrDefault((method, new string(kinds.AsSpan())));

    /// <summary>The kind in which values of a type are handed over; '?' for none.</summary>
    public static char KindOf(RuleType type) => type.Kind switch
    {
        TypeKind.Bool => 'b',
        TypeKind.Int => 'i',
        TypeKind.Decimal or TypeKind.Money or TypeKind.Percent => Decimal,
        TypeKind.Text or TypeKind.Choice or TypeKind.Channel => 's',
        TypeKind.Date => 'D',
        TypeKind.Time => 'T',
        TypeKind.DateTime => 'Z',
        TypeKind.Duration => 'u',
        TypeKind.Period => 'p',
        TypeKind.Record => 'g',
        TypeKind.Set => 'x',
        TypeKind.List => 'l',
        _ => '?',
    };

    private static IEnumerable<SqlFunction> Discover()
    {
        var classes = typeof(SqlFunctions).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: true, IsSealed: true, IsPublic: true } && t.Namespace == "LowCodeCrm.Engine.Rules.Values")
            .Append(typeof(SqlOnlyFunctions)).OrderBy(t => t.Name, StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in classes.SelectMany(c => c.GetMethods(BindingFlags.Public | BindingFlags.Static)))
        {
            var parameters = method.GetParameters();
            var takesZone = parameters is [{ ParameterType: var first }, ..] && first == typeof(RuleContext);
            var kinds = string.Concat(parameters.Skip(takesZone ? 1 : 0).Select(p => KindOf(p.ParameterType)));
            var result = KindOf(method.ReturnType);
            if (method.IsGenericMethodDefinition || result == '?' || kinds.Length == 0 || kinds.Contains('?') || parameters.Any(p => p.ParameterType.IsByRef)) continue;
            var name = $"lcr_{Snake(method.Name)}_{string.Join('_', kinds.Select(k => Words[k]))}";
            if (names.Add(name)) yield return new SqlFunction(name, kinds, result, takesZone, method);
        }
    }

    private static char KindOf(Type type) => Kinds.GetValueOrDefault(Nullable.GetUnderlyingType(type) ?? type, '?');

    private static string Snake(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{c}" : $"{c}")).ToLowerInvariant();
}
