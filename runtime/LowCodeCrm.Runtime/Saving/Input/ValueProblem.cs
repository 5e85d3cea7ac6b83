using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Saving.Input;

/// <summary>Why a value was not taken. One method for each reason.</summary>
public sealed record ValueProblem(string Code, LocalizedText Message)
{
    private static ValueProblem Of(string code, string en, string ja) => new(code, LocalizedText.Of(en, ja));
    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static ValueProblem NotAText() => Of("type", "A text is expected here.", "文字列を入力してください。");
    public static ValueProblem NotANumber(string found) => Of("type", $"\"{found}\" is not a number.", $"「{found}」は数値ではありません。");
    public static ValueProblem NotAWholeNumber(string found) => Of("type", $"\"{found}\" is not a whole number.", $"「{found}」は整数ではありません。");
    public static ValueProblem NumberTooLarge() => Of("range", "The number is too large.", "数値が大きすぎます。");
    public static ValueProblem NotABoolean(string found) => Of("type", $"\"{found}\" is neither true nor false.", $"「{found}」は true でも false でもありません。");
    public static ValueProblem NotADate(string found) => Of("type", $"\"{found}\" is not a date. Write it as 2026-04-01.", $"「{found}」は日付ではありません。2026-04-01 の形で入力してください。");
    public static ValueProblem NotATime(string found) => Of("type", $"\"{found}\" is not a time. Write it as 09:30.", $"「{found}」は時刻ではありません。09:30 の形で入力してください。");
    public static ValueProblem NotADateTime(string found) => Of("type", $"\"{found}\" is not a date with time. Write it as 2026-04-01T09:00:00Z.", $"「{found}」は日時ではありません。2026-04-01T09:00:00Z の形で入力してください。");
    public static ValueProblem NotADuration(string found) => Of("type", $"\"{found}\" is not a duration. Write it as P1DT2H30M.", $"「{found}」は期間ではありません。P1DT2H30M の形で入力してください。");
    public static ValueProblem NotAnId(string found) => Of("type", $"\"{found}\" is not the id of a record.", $"「{found}」はレコードの ID ではありません。");
    public static ValueProblem NotAnArray() => Of("type", "An array is expected here.", "配列を指定してください。");
    public static ValueProblem NotAnObject(string members) => Of("type", $"An object with {members} is expected here.", $"{members} を持つオブジェクトを指定してください。");
    public static ValueProblem UnknownMember(string member, string members) => Of("type", $"There is no part \"{member}\" here; known are {members}.", $"「{member}」という項目はありません。使えるのは {members} です。");
    public static ValueProblem NotAnEmail(string found) => Of("format", $"\"{found}\" is not an e-mail address.", $"「{found}」はメールアドレスではありません。");
    public static ValueProblem NotAPhone(string found) => Of("format", $"\"{found}\" is not a phone number. Write it as +81312345678 or 03-1234-5678.", $"「{found}」は電話番号ではありません。03-1234-5678 または +81312345678 の形で入力してください。");
    public static ValueProblem NotAUrl(string found) => Of("format", $"\"{found}\" is not a web address. It begins with https:// or http://.", $"「{found}」は URL ではありません。https:// または http:// で始めてください。");
    public static ValueProblem NotACurrency(string found) => Of("format", $"\"{found}\" is not a currency code such as JPY.", $"「{found}」は JPY のような通貨コードではありません。");
    public static ValueProblem NotAFile() => Of("type", "The file is not known. Upload it first and send the value that the upload returned.", "ファイルが見つかりません。先にアップロードし、その応答の値を指定してください。");
    public static ValueProblem Nul() => Of("characters", "The text holds the character U+0000, which cannot be stored.", "保存できない文字 U+0000 が含まれています。");
    public static ValueProblem LoneSurrogate() => Of("characters", "The text holds half of a surrogate pair, which is no character.", "文字にならない不完全なサロゲートが含まれています。");
    public static ValueProblem TextTooLong(int maximum, int found) => Of("too_long", $"The text may have {maximum} characters; it has {found}.", $"{maximum} 文字以内で入力してください（現在 {found} 文字）。");
    public static ValueProblem TextTooLarge(int bytes) => Of("too_long", $"The text may have {bytes / 1024} KB.", $"テキストは {bytes / 1024} KB 以内にしてください。");
    public static ValueProblem ListTooLong(int maximum) => Of("too_long", $"The list may have {maximum} items.", $"リストは {maximum} 件以内にしてください。");
    public static ValueProblem Pattern() => Of("pattern", "The text does not have the form that this field asks for.", "この項目で決められた形式になっていません。");
    public static ValueProblem TooSmall(decimal minimum) => Of("range", $"The number may not be less than {Number(minimum)}.", $"{Number(minimum)} 以上の数値を入力してください。");
    public static ValueProblem TooBig(decimal maximum) => Of("range", $"The number may not be more than {Number(maximum)}.", $"{Number(maximum)} 以下の数値を入力してください。");
    public static ValueProblem TooFine(int scale) => scale == 0
        ? Of("scale", "The number may have no digits after the point.", "小数は入力できません。")
        : Of("scale", $"The number may have {scale} digits after the point.", $"小数点以下は {scale} 桁までです。");
    public static ValueProblem TooManyDigits(int digits) => Of("range", $"The number may have {digits} digits before the point.", $"整数部は {digits} 桁までです。");

    public static ValueProblem NoSuchOption(Field field, string found)
    {
        var near = Suggestion.Nearest(found, field.Options.Select(o => o.Value));
        return Of("choice",
            $"\"{found}\" is not one of the options.{(near is null ? "" : $" Did you mean \"{near}\"?")}",
            $"「{found}」という選択肢はありません。{(near is null ? "" : $"「{near}」ではありませんか。")}");
    }
}
