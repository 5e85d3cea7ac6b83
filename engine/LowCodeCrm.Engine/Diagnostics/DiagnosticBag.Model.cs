namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>LCR41xx: the model that the files describe.</summary>
public sealed partial class DiagnosticBag
{
    /// <param name="at">The name.</param>
    /// <param name="reason">Why it is none, with a proposal.</param>
    /// <param name="proposal">A name near to it.</param>
    /// <param name="quoted">Whether a fix can replace the text at the place.</param>
    public void HostileName(SourceLocation at, LocalizedText reason, string proposal, bool quoted) =>
        Error("LCR4101", at, $"{reason.For("en")}. The label may say anything.", $"{reason.For("ja")}。ラベルは自由に書けます。",
            quoted ? [Replace(at, Quote(proposal), $"Rename to {proposal}", $"{proposal} に変える")] : []);

    public void ReservedEntityName(SourceLocation at, string name) =>
        Error("LCR4102", at, $"No entity can be called {name}: the API uses that path itself. Rename the file, for example to {name}_record.json.",
            $"エンティティ名に {name} は使えません。API がその経路を使います。ファイル名を {name}_record.json などに変えてください。");

    public void SystemFieldName(SourceLocation at, string name) =>
        Error("LCR4103", at, $"Every entity has the field {name} already. Leave it out, or give this one another name.", $"{name} はどのエンティティにも初めからある項目です。削除するか、別の名前にしてください。");

    public void NameTaken(SourceLocation at, string name, string other) =>
        Error("LCR4104", at, $"{name} and {other} are the same name but for upper and lower case. Rename one of them.", $"{name} と {other} は大文字と小文字しか違いません。どちらかの名前を変えてください。");

    public void LookupIdName(SourceLocation at, string name, string lookup) =>
        Error("LCR4105", at, $"{name} is how the API writes the id of the lookup {lookup}. Give this field another name.", $"{name} は API が参照項目 {lookup} の ID に使う名前です。この項目を別の名前にしてください。");

    public void UnknownFieldType(SourceLocation at, string type, IEnumerable<string> known)
    {
        var nearest = NearestName.Of(type, known);
        Error("LCR4106", at,
            $"There is no field type \"{type}\". {(nearest is null ? "The types are " + string.Join(", ", known) + "." : $"Did you mean \"{nearest}\"?")}",
            $"項目の型「{type}」はありません。{(nearest is null ? "使える型は " + string.Join("、", known) + " です。" : $"「{nearest}」の間違いではありませんか。")}",
            nearest is null ? [] : [Replace(at, Quote(nearest), $"Change to {nearest}", $"{nearest} に直す")]);
    }

    public void NoFieldType(SourceLocation at, string field) =>
        Error("LCR4107", at, $"The type of {field} cannot be told. Write \"type\" as in JSON Schema, or x-crm.type.", $"{field} の型が分かりません。JSON Schema の \"type\" か x-crm.type を書いてください。");

    public void TargetMissing(SourceLocation at, string field, string type) =>
        Error("LCR4108", at, $"{field} is a {type} and needs x-crm.target, the entity that it refers to.", $"{field} は {type} なので、参照先のエンティティを x-crm.target に書いてください。");

    public void UnknownEntity(SourceLocation at, string name, IEnumerable<string> known, bool quoted = true)
    {
        var nearest = NearestName.Of(name, known);
        Error("LCR4109", at,
            $"There is no entity {name}. {(nearest is null ? $"Add entities/{name}.json, or name another." : $"Did you mean {nearest}?")}",
            $"エンティティ {name} はありません。{(nearest is null ? $"entities/{name}.json を追加するか、別のエンティティを指定してください。" : $"{nearest} の間違いではありませんか。")}",
            nearest is null || !quoted ? [] : [Replace(at, Quote(nearest), $"Change to {nearest}", $"{nearest} に直す")]);
    }

    /// <param name="replacement">What stands in the place instead when the fix is taken, given the nearest name; by default the quoted name.</param>
    public void UnknownFieldName(SourceLocation at, string entity, string name, IEnumerable<string> known, Func<string, string>? replacement = null)
    {
        var nearest = NearestName.Of(name, known);
        Error("LCR4110", at,
            $"{entity} has no field {name}. {(nearest is null ? "Add the field, or name another." : $"Did you mean {nearest}?")}",
            $"{entity} に項目 {name} はありません。{(nearest is null ? "項目を追加するか、別の項目を指定してください。" : $"{nearest} の間違いではありませんか。")}",
            nearest is null ? [] : [Replace(at, replacement?.Invoke(nearest) ?? Quote(nearest), $"Change to {nearest}", $"{nearest} に直す")]);
    }

    public void ViaNotALookup(SourceLocation at, string field, string child, string via, string entity) =>
        Error("LCR4111", at, $"x-crm.via of {field} must name a lookup of {child} to {entity}; {(via.Length == 0 ? "there is no single one to take" : via + " is none")}.",
            $"{field} の x-crm.via には、{child} から {entity} への参照項目を書いてください。{(via.Length == 0 ? "該当する項目が一つに定まりません。" : $"{via} は該当しません。")}");

    public void BadNumberLimit(SourceLocation at, string field, string reasonEn, string reasonJa) =>
        Error("LCR4112", at, $"{field}: {reasonEn}.", $"{field}: {reasonJa}。");

    public void DuplicateOption(SourceLocation at, string field, string value) =>
        Error("LCR4113", at, $"{field} has the option {value} twice. Keep one of them.", $"{field} に選択肢 {value} が二つあります。一つにしてください。");

    public void OptionNotInEnum(SourceLocation at, string field, string value) =>
        Error("LCR4114", at, $"The option {value} of {field} is not in its enum. Add it there, or remove the option.", $"{field} の選択肢 {value} が enum にありません。enum に加えるか、選択肢を削除してください。");

    public void NoOptions(SourceLocation at, string field) =>
        Error("LCR4115", at, $"The choice {field} has no values. Write enum, or x-crm.options.", $"選択項目 {field} に値がありません。enum か x-crm.options を書いてください。");

    public void DefaultDoesNotFit(SourceLocation at, string field, string type) =>
        Error("LCR4116", at, $"The default of {field} is not a value of type {type}. Correct it, or write a default rule.", $"{field} の既定値が {type} の値ではありません。直すか、既定 (default) の規則を書いてください。");

    public void DuplicateId(SourceLocation at, string id, SourceLocation other) =>
        Error("LCR4117", at, $"The id {id} is taken in {other.File} line {other.Start.Line}. An id belongs to one thing for ever: remove this one to get a new id.",
            $"ID {id} は {other.File} の {other.Start.Line} 行で使われています。ID は一つのものだけのものです。ここの ID を消すと新しい ID が付きます。");

    public void MissingIds(SourceLocation at, string what, DiagnosticFix fix) =>
        Info("LCR4118", at, $"{what} has no id yet; without one a rename would look like a new thing. Run \"crm check --fix\" to write ids.",
            $"{what} に ID がありません。ID がないと、名前の変更が別のものの追加に見えます。「crm check --fix」で ID を書き込めます。", fix);

    public void BadFormElement(SourceLocation at, string type, IEnumerable<string> known)
    {
        var nearest = NearestName.Of(type, known);
        Error("LCR4119", at, $"There is no form element \"{type}\"; {DidYouMeanEn(nearest)}the elements are {string.Join(", ", known)}.",
            $"フォーム要素「{type}」はありません。{DidYouMeanJa(nearest)}使えるのは {string.Join("、", known)} です。",
            nearest is null ? [] : [Replace(at, Quote(nearest), $"Change to {nearest}", $"{nearest} に直す")]);
    }

    public void BadScope(SourceLocation at, string scope) =>
        Error("LCR4120", at, $"\"{scope}\" names no field. Write \"#/properties/\" and the field's name.", $"「{scope}」は項目を指していません。「#/properties/」に続けて項目名を書いてください。");

    public void FormRule(SourceLocation at, string proposal) =>
        Error("LCR4121", at, $"A form has no conditions of its own, so that every way in obeys the same ones. Remove \"rule\" and write in rules/: {proposal}",
            $"フォームに条件は書けません。どの入口でも同じ条件を守るためです。\"rule\" を削除し、rules/ に次のように書いてください: {proposal}");

    public void GroupingNotAChoice(SourceLocation at, string view, string field) =>
        Error("LCR4122", at, $"The kanban view {view} needs a choice field to group by; {(field.Length == 0 ? "none is named" : field + " is none")}. Write \"groupBy\".",
            $"カンバン {view} には、列になる選択項目が必要です（{(field.Length == 0 ? "指定がありません" : field + " は選択項目ではありません")}）。\"groupBy\" を書いてください。");

    public void UnknownLabelId(SourceLocation at, string id) =>
        Warning("LCR4123", at, $"Nothing has the id {id}, so this label is shown nowhere. Correct the id, or remove the label.", $"ID {id} のものがないため、このラベルは表示されません。ID を直すか、ラベルを削除してください。");

    public void BadSetting(SourceLocation at, string what, string value, string remedyEn, string remedyJa) =>
        Error("LCR4124", at, $"{what} \"{value}\" is not known. {remedyEn}", $"{what}「{value}」は使えません。{remedyJa}");

    public void NotAKeyField(SourceLocation at, string field, string type) =>
        Error("LCR4125", at, $"{field} is a {type} and cannot be part of a key. Use a text, number, date, choice or lookup.", $"{field} は {type} なのでキーに使えません。文字列、数、日付、選択、参照の項目を使ってください。");

    public void BadAutoNumber(SourceLocation at, string field, string pattern) =>
        Error("LCR4126", at, $"The pattern \"{Shorten(pattern)}\" of {field} needs one place for the number, such as \"OP-{{0000}}\".", $"{field} のパターン「{Shorten(pattern)}」には、番号の位置を一つ「OP-{{0000}}」のように書いてください。");

    public void BadPattern(SourceLocation at, string field, string reason) =>
        Error("LCR4127", at, $"The pattern of {field} is not a regular expression: {reason}.", $"{field} のパターンが正規表現ではありません: {reason}。");

    public void NotStored(SourceLocation at, string field, string use) =>
        Error("LCR4128", at, $"{field} is evaluated on reading and cannot be used in {use}.", $"{field} は読み出すときに計算されるため、{use} に使えません。");

    public void NotSearchable(SourceLocation at, string field, string type) =>
        Error("LCR4129", at, $"{field} is a {type} and holds no text to search. Name a text, name, address, phone, email or choice field.", $"{field} は {type} なので検索の対象になりません。文字列、氏名、住所、電話、メール、選択の項目を指定してください。");

    public void NotAnAddress(SourceLocation at, string channel, string field, string type) =>
        Error("LCR4130", at, $"{field} is a {type} that is worked out or holds no address of {channel}. Name a stored email, phone, url or text field.", $"{field} は {type} なので {channel} の宛先になりません。保存されるメール、電話、URL、文字列の項目を指定してください。");

    public void ChannelAddressTwice(SourceLocation at, string channel, string entity) =>
        Error("LCR4131", at, $"The channel {channel} has two addresses in {entity}. Keep the one that it is to be used with.", $"チャネル {channel} に {entity} の宛先が二つあります。使う方を一つだけ残してください。");

    public void LogoIsNoImage(SourceLocation at) =>
        Error("LCR4132", at, "The logo is no picture that browsers show. Write a PNG, JPEG, WebP or SVG file as \"data:image/png;base64,…\", with the kind that it is.",
            "ロゴがブラウザーで表示できる画像ではありません。PNG、JPEG、WebP、SVG のファイルを、その種類で「data:image/png;base64,…」の形に書いてください。");

    public void LogoTooLarge(SourceLocation at, int bytes, int limit) =>
        Error("LCR4133", at, $"The logo has {bytes} bytes; it may have {limit}, as every page carries it. Use a smaller picture.", $"ロゴの大きさが {bytes} バイトあります。すべてのページで読み込まれるため {limit} バイト以内にしてください。");
}
