using System.Collections.Frozen;
using System.Reflection;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Where a built-in's meaning is implemented: a public static method, overloaded by the CLR types of its arguments.</summary>
/// <param name="Name">As in the function table.</param>
/// <param name="NeedsContext">The <see cref="Evaluation.RuleContext"/> is the first argument, for every overload.</param>
/// <param name="TakesChoice">The choice's name ("entity.field", of the first argument's type) is a further last argument.</param>
public sealed record FunctionImplementation(string Name, Type DeclaringType, string Method, bool NeedsContext = false, bool TakesChoice = false)
{
    /// <summary>All overloads.</summary>
    public IEnumerable<MethodInfo> Overloads => DeclaringType.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.Name == Method);
}

/// <summary>
/// The built-ins' implementations by name: the one table from which emitter and interpreter call. <c>min</c> and <c>max</c> take two arguments; more are
/// calls of calls. <c>is_new</c>, <c>changed</c> and <c>old</c> are not here: they ask for the record before the save, which back ends have at hand.
/// </summary>
public static class FunctionImplementations
{
    private static readonly FrozenDictionary<string, FunctionImplementation> byName = All().ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<FunctionImplementation> Table => byName.Values;

    public static FunctionImplementation? Find(string name) => byName.GetValueOrDefault(name);

    /// <exception cref="KeyNotFoundException">No such built-in has a static implementation.</exception>
    public static FunctionImplementation Get(string name) =>
        Find(name) ?? throw new KeyNotFoundException($"The function {name} has no implementation.");

    private static IEnumerable<FunctionImplementation> All()
    {
        foreach (var name in (string[])["abs", "floor", "ceiling", "round_half_up", "round_half_even", "round_down", "round_up", "min", "max"])
            yield return new(name, typeof(RuleMath), Pascal(name));
        foreach (var name in (string[])["length", "left", "right", "mid", "upper", "lower", "trim", "replace", "contains", "starts_with", "ends_with", "contains_any",
            "before", "after", "pad_left", "split", "join", "nfkc", "fold"])
            yield return new(name, typeof(RuleText), Pascal(name));
        yield return new("matches", typeof(RuleText), "Matches", NeedsContext: true);
        yield return new("label", typeof(RuleText), "Label", NeedsContext: true, TakesChoice: true);
        foreach (var name in (string[])["days", "hours", "minutes", "seconds", "weeks", "years", "months", "days_of", "hours_of", "minutes_of", "seconds_of", "years_of", "months_of",
            "month_end", "month_start", "days_between", "months_between"])
            yield return new(name, typeof(RuleTime), Pascal(name));
        foreach (var name in (string[])["year", "month", "day", "weekday", "hour", "minute", "second", "date_of", "time_of", "datetime_at", "business_days", "today", "now", "user_today"])
            yield return new(name, typeof(RuleTime), Pascal(name), NeedsContext: true);
        foreach (var name in (string[])["text", "int", "decimal", "date", "time", "datetime", "duration", "period"])
            yield return new(name, typeof(RuleConvert), Pascal(name));
        foreach (var name in (string[])["consent", "opted_out", "quiet_hours", "reply_rate", "recent_sends"]) yield return new(name, typeof(RuleChannels), Pascal(name), NeedsContext: true);
        yield return new("contactable_channels", typeof(RuleChannels), "ContactableChannels");
        yield return new("role", typeof(RuleUser), "Role", NeedsContext: true);
    }

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
