using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>A kind of construct, and where it is worked out: one row of <see cref="Constructs"/>.</summary>
/// <param name="Keywords">The words that begin it.</param>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Browser">What the browser does with it at each keystroke.</param>
/// <param name="Sql">What the database does with it.</param>
public sealed record ConstructInfo(ImmutableArray<Keyword> Keywords, LocalizedText Kind, LocalizedText Browser, LocalizedText Sql)
{
    /// <summary>Forms that begin with no keyword, as they are written.</summary>
    public ImmutableArray<string> Forms { get; init; } = [];
}

/// <summary>Which kind of construct runs on which back end, as rules-language.md has it; the reference prints it.</summary>
public static class Constructs
{
    private static readonly LocalizedText Yes = LocalizedText.Of("yes", "する");
    private static readonly LocalizedText No = LocalizedText.Of("no", "しない");

    public static ImmutableArray<ConstructInfo> All { get; } =
    [
        new([Keywords.Computed, Keywords.Default, Keywords.Validate, Keywords.Warn, Keywords.Guard, Keywords.Show, Keywords.Required, Keywords.Readonly, Keywords.Table, Keywords.Function],
            LocalizedText.Of("pure, always ends", "副作用がなく必ず終わる式"), Yes,
            LocalizedText.Of("where exact; otherwise a stored column", "正確に計算できる場合。できなければ列に保存")),
        new([Keywords.Rollup],
            LocalizedText.Of("pure, over related records", "関連レコードに対する副作用のない式"),
            LocalizedText.Of("last known value and local changes", "直近の値と画面上の変更から計算"),
            LocalizedText.Of("an aggregate, or kept up to date as records change", "集計、または変更のたびに更新"))
            { Forms = ["any", "all", "count", "sum", "avg", "min", "max"] },
        new([Keywords.Segment, Keywords.Schedule, Keywords.Policy],
            LocalizedText.Of("pure, must be exact SQL; list filters too", "SQL で正確に表せる式(一覧の絞り込みも同じ)"), No,
            LocalizedText.Of("always; otherwise a diagnostic", "必ず。できなければ診断")),
        new([],
            LocalizedText.Of("a parameter of the evaluation", "評価時に渡す値"),
            LocalizedText.Of("parameter", "値として渡す"), LocalizedText.Of("bound parameter", "束縛パラメーター"))
            { Forms = ["today()", "now()", "user"] },
        new([Keywords.Choose],
            LocalizedText.Of("pure, ranked: best score first, then the order of from", "副作用のない順位付け(評点の高い順、同点なら from の順)"),
            LocalizedText.Of("preview", "試し表示"), No),
        new([Keywords.Before],
            LocalizedText.Of("changes the record being saved", "保存するレコードを変える"), LocalizedText.Of("preview", "試し表示"), No),
        new([Keywords.After, Keywords.Do, Keywords.On, Keywords.Approval],
            LocalizedText.Of("commands in order", "順に実行する命令"), LocalizedText.Of("trial run only", "試行のみ"),
            LocalizedText.Of("in one transaction; effects outside through the outbox", "一つのトランザクションで実行。外部への作用は送信箱を経由")),
    ];
}
