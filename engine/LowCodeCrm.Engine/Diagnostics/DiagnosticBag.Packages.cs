using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>LCR40xx: files and their shape.</summary>
public sealed partial class DiagnosticBag
{
    public void InvalidJson(SourceLocation at, string reason, string reasonJa) =>
        Error("LCR4001", at, $"This is not valid JSON: {reason}. Correct it here or just before.", $"JSON として正しくありません（{reasonJa}）。この位置か直前を直してください。");

    public void NotUtf8(SourceLocation at) =>
        Error("LCR4002", at, "The file is not UTF-8 text. Save it as UTF-8.", "ファイルが UTF-8 のテキストではありません。UTF-8 で保存してください。");

    public void DuplicateJsonName(SourceLocation at, string name) =>
        Error("LCR4003", at, $"\"{name}\" is written twice in this object. Keep one of them.", $"このオブジェクトに「{name}」が二度書かれています。どちらか一つにしてください。");

    public void AppFileMissing(SourceLocation at) =>
        Error("LCR4004", at, "The package has no app.json. Add one with formatVersion, name and title.", "パッケージに app.json がありません。formatVersion、name、title を書いた app.json を追加してください。");

    public void MissingProperty(SourceLocation at, string name) =>
        Error("LCR4005", at, $"\"{name}\" is missing. Add it.", $"「{name}」がありません。追加してください。");

    public void WrongJsonKind(SourceLocation at, string what, ImmutableArray<string> expected) =>
        Error("LCR4006", at, $"{Capital(what)} must be {string.Join(" or ", expected.Select(KindEn))}.", $"{WhatJa(what)}は{string.Join("または", expected.Select(KindJa))}でなければなりません。");

    public void NotAllowedValue(SourceLocation at, string what, string value, ImmutableArray<string> allowed)
    {
        var nearest = NearestName.Of(value, allowed);
        Error("LCR4007", at,
            $"{Capital(what)} cannot be \"{value}\"; {DidYouMeanEn(nearest)}it is one of {string.Join(", ", allowed)}.",
            $"{WhatJa(what)}に「{value}」は使えません。{DidYouMeanJa(nearest)}使えるのは {string.Join("、", allowed)} です。",
            nearest is null ? [] : [Replace(at, Quote(nearest), $"Change to {nearest}", $"{nearest} に直す")]);
    }

    public void UnknownProperty(SourceLocation at, string name, IEnumerable<string> known)
    {
        var nearest = NearestName.Of(name, known);
        Warning("LCR4008", at,
            $"\"{name}\" means nothing here; {DidYouMeanEn(nearest)}it is kept but has no effect.",
            $"「{name}」はここでは意味を持ちません。{DidYouMeanJa(nearest)}そのまま残りますが効果はありません。",
            nearest is null ? [] : [Replace(at, Quote(nearest), $"Change to {nearest}", $"{nearest} に直す")]);
    }

    public void NewerFormat(SourceLocation at, int version, int current) =>
        Error("LCR4009", at,
            $"The package is in format {version}, which is newer than {current}, the newest that this product reads. Update the product, or export the package in format {current}.",
            $"パッケージの形式は {version} で、この製品が読める最新の {current} より新しいものです。製品を更新するか、形式 {current} で書き出してください。");

    public void UnknownFormat(SourceLocation at, string version, int current) =>
        Error("LCR4010", at, $"There is no package format {version}. Write {current}.", $"パッケージの形式 {version} はありません。{current} と書いてください。",
            Replace(at, current.ToString(System.Globalization.CultureInfo.InvariantCulture), $"Change to {current}", $"{current} に直す"));

    public void UnknownFile(SourceLocation at) =>
        Warning("LCR4011", at,
            $"Nothing reads {at.File}. Move it to entities/, forms/, views/, rules/, pages/, roles/, channels/, locales/ or data/, or delete it.",
            $"{at.File} はどこからも読まれません。entities/、forms/、views/、rules/、pages/、roles/、channels/、locales/、data/ のいずれかに移すか、削除してください。");

    public void ValueOutOfRange(SourceLocation at, string what, string rangeEn, string rangeJa) =>
        Error("LCR4012", at, $"{Capital(what)} must be {rangeEn}.", $"{WhatJa(what)}は{rangeJa}でなければなりません。");

    public void RulesTooLarge(SourceLocation at, int megabytes) =>
        Error("LCR4134", at, $"The rules files have more than {megabytes} MB together: keep long texts in templates and long lists as records.", $"規則ファイルが合わせて {megabytes} MB を超えています。長い文章はテンプレートに、長い一覧はレコードに置いてください。");

    private static string Capital(string text) => text.Length > 0 && char.IsAsciiLetterLower(text[0]) && text.StartsWith("the ", StringComparison.Ordinal) ? char.ToUpperInvariant(text[0]) + text[1..] : text;
    private static string WhatJa(string what) => what == "the file" ? "ファイル全体" : what.StartsWith("an item of ", StringComparison.Ordinal) ? $"{what["an item of ".Length..]} の要素" : what + " ";
    private static string Quote(string text) => Packages.Json.JsonInsert.Quote(text);
    private static string DidYouMeanEn(string? nearest) => nearest is null ? "" : $"did you mean \"{nearest}\"? Otherwise ";
    private static string DidYouMeanJa(string? nearest) => nearest is null ? "" : $"「{nearest}」の間違いではありませんか。";

    private static string KindEn(string kind) => kind switch
    {
        "object" => "an object", "array" => "a list", "string" => "a text", "number" => "a number", "integer" => "a whole number", "boolean" => "true or false", _ => kind,
    };

    private static string KindJa(string kind) => kind switch
    {
        "object" => "オブジェクト", "array" => "リスト", "string" => "文字列", "number" => "数", "integer" => "整数", "boolean" => "true か false", _ => kind,
    };
}
