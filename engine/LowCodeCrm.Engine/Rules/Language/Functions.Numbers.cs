namespace LowCodeCrm.Engine.Rules.Language;

public static partial class Functions
{
    private static IEnumerable<FunctionInfo> Numbers()
    {
        yield return Number("abs", "(x: number) -> number", "The number without its sign.", "符号を除いた数。", "abs(-2.5)", "2.5") with { Errors = [Overflow] };
        yield return Rounding("floor", "Rounds towards minus infinity.", "負の無限大の方向に丸めます。", "floor(-2.5)", "-3");
        yield return Rounding("ceiling", "Rounds towards plus infinity.", "正の無限大の方向に丸めます。", "ceiling(-2.5)", "-2");
        yield return Rounding("round_half_up", "Rounds to the nearest, halves away from zero.", "四捨五入します。", "round_half_up(2.345, 2)", "2.35");
        yield return Rounding("round_half_even", "Rounds to the nearest, halves to the even digit.", "最近接偶数に丸めます。", "round_half_even(2.5)", "2");
        yield return Rounding("round_down", "Cuts off towards zero.", "0 の方向に切り捨てます。", "round_down(-2.59, 1)", "-2.5") with { Errors = [] };
        yield return Rounding("round_up", "Rounds away from zero.", "0 から遠い方向に切り上げます。", "round_up(2.1)", "3");
        yield return Number("min", "(a: ordered, b: ordered, …) -> ordered", "The least of the arguments.", "引数のうち最小のもの。", "min(3, 1.5, 2)", "1.5");
        yield return Number("max", "(a: ordered, b: ordered, …) -> ordered", "The greatest of the arguments.", "引数のうち最大のもの。", "max(2026-04-01, 2026-05-01)", "2026-05-01");
    }

    private static FunctionInfo Number(string name, string signature, string en, string ja, string example, string result) =>
        Row("numbers", name, [signature], en, ja, example, result);

    private static FunctionInfo Rounding(string name, string en, string ja, string example, string result) =>
        Number(name, "(x: number, digits: int = 0) -> number", en + " digits is the number of places after the point.", ja + "digits は小数点以下の桁数です。", example, result) with { Errors = [Overflow] };
}
