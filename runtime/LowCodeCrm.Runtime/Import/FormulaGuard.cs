namespace LowCodeCrm.Runtime.Import;

/// <summary>
/// Keeps spreadsheets from running a text as a formula: a text that begins with <c>= + - @</c>, a tab or a carriage return gets an apostrophe before it
/// when it is exported, which spreadsheets show as text, and an import takes it away again. A text that already begins so with apostrophes gets one more, so that every text comes back as it was.
/// </summary>
internal static class FormulaGuard
{
    public static string Add(string text) => Begins(text) ? "'" + text : text;

    public static string Remove(string cell) => cell.StartsWith('\'') && Begins(cell) ? cell[1..] : cell;

    private static bool Begins(string text) => text.AsSpan().TrimStart('\'') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠', ..];
}
