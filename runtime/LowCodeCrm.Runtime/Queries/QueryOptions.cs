using System.Collections.Concurrent;
using System.Globalization;
using LowCodeCrm.Runtime.Api;
using Microsoft.OData;
using Microsoft.OData.UriParser;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Limits of queries.</summary>
public sealed record QueryLimits
{
    public static readonly QueryLimits Default = new();
    public int PageSize { get; init; } = 100;
    public int MaximumPageSize { get; init; } = 5_000;
    public int ExpandDepth { get; init; } = 4;
    /// <summary>Plans kept for each app version.</summary>
    public int CachedPlans { get; init; } = 1_000;
    /// <summary>Longest query string that is read.</summary>
    public int QueryLength { get; init; } = 16_384;
    /// <summary>Longest condition in the rules language, in UTF-16 units: the text of <c>filter=</c>.</summary>
    public int FilterLength { get; init; } = 4_096;
    /// <summary>Rows of one child list that is expanded without $top.</summary>
    public int ExpandedRows { get; init; } = 5_000;
}

/// <summary>A query string taken apart: OData's system options, the condition in the rules language, and the page's token.</summary>
public sealed class QueryOptions
{
    /// <summary>A condition in the rules language, as views have it. OData leaves names without <c>$</c> to services.</summary>
    public const string Filter = "filter";

    /// <summary>With <c>true</c>: the records of the recycle bin instead of the live ones.</summary>
    public const string Deleted = "deleted";

    private static readonly string[] Known = ["$filter", "$orderby", "$select", "$expand", "$top", "$skip", "$count", "$search", "$apply", "$skiptoken", "$format"];

    private static readonly ConcurrentDictionary<string, QueryOptions> Recent = new(StringComparer.Ordinal);

    private QueryOptions(Dictionary<string, string> options)
    {
        All = options;
        Shape = string.Join('&', All.Where(o => o.Key != "$skiptoken").OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}={o.Value}"));
    }

    public IReadOnlyDictionary<string, string> All { get; }
    public string? SkipToken => All.GetValueOrDefault("$skiptoken");

    /// <summary>Same text, same plan: the options but the token, in a fixed order.</summary>
    public string Shape { get; }

    /// <exception cref="ApiProblem">400: an option is unknown or stands twice.</exception>
    public static QueryOptions Parse(string? queryString, QueryLimits limits)
    {
        var text = queryString ?? "";
        // Clients ask the same few questions over and over.
        if (Recent.TryGetValue(text, out var known)) return known;
        var read = Read(text.TrimStart('?'), limits);
        if (read.SkipToken is not null || text.Length > LongestKept) return read;
        if (Recent.Count >= limits.CachedPlans) Recent.Clear();
        Recent[text] = read;
        return read;
    }

    private const int LongestKept = 2_048;

    private static QueryOptions Read(string text, QueryLimits limits)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        if (text.Length > limits.QueryLength) throw ApiProblem.Malformed($"The query is longer than {limits.QueryLength} characters.", $"クエリが {limits.QueryLength} 文字を超えています。");
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? part : part[..equals]);
            var isOwn = name is Filter or Deleted;
            if (!isOwn && !name.StartsWith('$')) continue;
            if (!isOwn && !Known.Contains(name)) throw ApiProblem.Malformed($"The query option {name} is not known. Use one of {string.Join(", ", Known)}.", $"クエリオプション {name} はありません。使えるもの: {string.Join(", ", Known)}", name);
            if (!options.TryAdd(name, equals < 0 ? "" : Decode(part[(equals + 1)..]))) throw ApiProblem.Malformed($"{name} stands twice.", $"{name} が重複しています。", name);
        }
        if (options.TryGetValue("$format", out var format) && format is not ("json" or "application/json"))
            throw ApiProblem.Malformed("$format is json; other forms are exported ($export).", "$format は json だけです。ほかの形式は $export で書き出してください。", "$format");
        return new QueryOptions(options);
    }

    /// <summary>The same query with another value of one option.</summary>
    internal QueryOptions With(string name, string value) => new(new Dictionary<string, string>(All, StringComparer.Ordinal) { [name] = value });

    public int? Number(string name, int maximum) => !All.TryGetValue(name, out var text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= maximum ? number
        : throw QueryProblems.BadNumber(name, maximum);

    public bool Flag(string name) => All.TryGetValue(name, out var text) && text switch
    {
        "true" => true,
        "false" => false,
        _ => throw ApiProblem.Malformed($"{name} must be true or false.", $"{name} は true か false で指定してください。", name),
    };

    /// <summary>Runs one step of the OData library, its complaints turned into answers.</summary>
    internal static T Read<T>(string option, QueryModel model, Func<T> read)
    {
        try { return read(); }
        catch (ODataException failure) { throw QueryProblems.Unreadable(option, failure.Message, model); }
        // The library has holes of its own on hostile input; they are the query's fault, not the server's.
        catch (Exception failure) when (failure is FormatException or OverflowException or ArgumentException or InvalidOperationException or NullReferenceException or InvalidCastException or IndexOutOfRangeException)
        {
            throw QueryProblems.Unreadable(option, failure.Message, model);
        }
    }

    internal ODataQueryOptionParser Parser(QueryModel model, Engine.Model.Entity entity, QueryLimits limits)
    {
        var parsed = All.Where(o => o.Key is not (Filter or "$search" or "$skiptoken" or "$top" or "$skip" or "$count" or "$format")).ToDictionary(o => o.Key, o => o.Value);
        var parser = new ODataQueryOptionParser(model.Edm, model.TypeOf(entity), model.SetOf(entity), parsed);
        parser.Settings.MaximumExpansionDepth = limits.ExpandDepth;
        return parser;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
