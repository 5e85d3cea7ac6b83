using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Model;

/// <summary>What people who build apps need to know of a field type.</summary>
/// <param name="Group">One of <see cref="FieldTypeGroups"/>.</param>
/// <param name="Icon">Name of a lucide icon.</param>
/// <param name="Schema">JSON of the property to begin with in an entity's file.</param>
/// <param name="Options">Further keywords that the type takes: of JSON Schema, and of <c>x-crm</c> with that prefix.</param>
public sealed record FieldTypeInfo(FieldType Type, LocalizedText Label, LocalizedText Description, string Group, string Icon, string Schema, ImmutableArray<string> Options)
{
    private const string Text = FieldTypeGroups.Text, Number = FieldTypeGroups.Number, Time = FieldTypeGroups.Time, Choice = FieldTypeGroups.Choice,
        Relation = FieldTypeGroups.Relation, Contact = FieldTypeGroups.Contact, Other = FieldTypeGroups.Other;

    /// <summary>Every type that a package can write, in the order in which to offer them.</summary>
    public static readonly ImmutableArray<FieldTypeInfo> All =
    [
        Of(FieldType.Text, "Text", "テキスト", "One line", "1 行の文字列", Text, "type", """{"type": ["string", "null"], "maxLength": 200}""", "maxLength", "pattern", "default"),
        Of(FieldType.LongText, "Long text", "長文", "Several lines", "複数行の文章", Text, "align-left", """{"type": ["string", "null"], "x-crm": {"type": "longText"}}""", "maxLength", "default"),
        Of(FieldType.RichText, "Rich text", "リッチテキスト", "Several lines with formatting", "書式付きの文章", Text, "pilcrow", """{"type": ["string", "null"], "x-crm": {"type": "richText"}}""", "maxLength"),
        Of(FieldType.AutoNumber, "Auto number", "自動採番", "Numbered by the system: OP-00001", "OP-00001 のように自動で番号を付けます", Text, "hash", """{"type": ["string", "null"], "x-crm": {"type": "autoNumber", "pattern": "{00000}"}}""", "x-crm.pattern"),
        Of(FieldType.Integer, "Whole number", "整数", "Without decimals", "小数のない数", Number, "binary", """{"type": ["integer", "null"]}""", "minimum", "maximum", "default"),
        Of(FieldType.Decimal, "Decimal", "小数", "Exact, with decimals", "正確な小数", Number, "calculator", """{"type": ["number", "null"], "x-crm": {"type": "decimal", "scale": 2}}""", "minimum", "maximum", "default", "x-crm.scale", "x-crm.precision"),
        Of(FieldType.Money, "Money", "金額", "In the app's currency", "アプリの通貨の金額", Number, "japanese-yen", """{"type": ["number", "null"], "x-crm": {"type": "money"}}""", "minimum", "maximum", "default", "x-crm.scale", "x-crm.precision"),
        Of(FieldType.Percent, "Percent", "割合 (%)", "A part of a hundred", "百分率", Number, "percent", """{"type": ["number", "null"], "minimum": 0, "maximum": 100, "x-crm": {"type": "percent"}}""", "minimum", "maximum", "default", "x-crm.scale", "x-crm.precision"),
        Of(FieldType.Rating, "Rating", "評価", "Stars, 0 to 5", "0～5 の星", Number, "star", """{"type": ["integer", "null"], "minimum": 0, "maximum": 5, "x-crm": {"type": "rating"}}""", "minimum", "maximum", "default"),
        Of(FieldType.Currency, "Currency", "通貨", "A currency's code such as JPY", "JPY などの通貨コード", Number, "coins", """{"type": ["string", "null"], "x-crm": {"type": "currency"}}""", "default"),
        Of(FieldType.Choice, "Choice", "選択", "One of several values", "いくつかの値から一つ", Choice, "circle-dot", """{"type": ["string", "null"], "enum": [null], "x-crm": {"type": "choice", "options": []}}""", "default", "x-crm.options"),
        Of(FieldType.MultiChoice, "Multiple choice", "複数選択", "Any of several values", "いくつかの値から複数", Choice, "list-checks", """{"type": "array", "items": {"type": "string", "enum": []}, "x-crm": {"type": "multiChoice", "options": []}}""", "default", "x-crm.options"),
        Of(FieldType.Boolean, "Yes or no", "はい・いいえ", "A check box", "チェックボックス", Choice, "toggle-left", """{"type": ["boolean", "null"]}""", "default"),
        Of(FieldType.Tags, "Tags", "タグ", "Words that users make up", "自由に付けられる語句", Choice, "tags", """{"type": "array", "items": {"type": "string"}, "x-crm": {"type": "tags"}}""", "maxLength"),
        Of(FieldType.Date, "Date", "日付", "A day", "日", Time, "calendar", """{"type": ["string", "null"], "format": "date"}""", "default"),
        Of(FieldType.DateTime, "Date and time", "日時", "A moment", "時点", Time, "calendar-clock", """{"type": ["string", "null"], "format": "date-time"}""", "default"),
        Of(FieldType.Time, "Time of day", "時刻", "Without a date", "日付のない時刻", Time, "clock", """{"type": ["string", "null"], "format": "time"}""", "default"),
        Of(FieldType.Duration, "Duration", "所要時間", "A length of time", "時間の長さ", Time, "timer", """{"type": ["string", "null"], "format": "duration"}""", "default"),
        Of(FieldType.Lookup, "Lookup", "参照", "A record of another entity", "別のエンティティのレコード", Relation, "link", """{"type": ["string", "null"], "format": "uuid", "x-crm": {"type": "lookup", "target": "", "onDelete": "setEmpty"}}""", "x-crm.target", "x-crm.onDelete"),
        Of(FieldType.ChildList, "Child rows", "明細", "Owned rows, edited inline", "親に属する行。その場で編集します", Relation, "table-rows-split", """{"type": "array", "items": {"type": "object"}, "x-crm": {"type": "childList", "target": "", "via": ""}}""", "x-crm.target", "x-crm.via"),
        Of(FieldType.ManyToMany, "Many to many", "多対多", "Several records of another entity", "別のエンティティの複数のレコード", Relation, "waypoints", """{"type": "array", "items": {"type": "string", "format": "uuid"}, "x-crm": {"type": "manyToMany", "target": ""}}""", "x-crm.target"),
        Of(FieldType.User, "User", "ユーザー", "Somebody who signs in here", "このシステムの利用者", Relation, "user", """{"type": ["string", "null"], "format": "uuid", "x-crm": {"type": "user"}}""", "x-crm.onDelete"),
        Of(FieldType.PersonName, "Person's name", "氏名", "Family and given name with readings", "姓・名とふりがな", Contact, "contact", """{"type": ["object", "null"], "x-crm": {"type": "personName"}}"""),
        Of(FieldType.Email, "Email", "メール", "An email address", "メールアドレス", Contact, "mail", """{"type": ["string", "null"], "format": "email", "maxLength": 254}""", "maxLength"),
        Of(FieldType.Phone, "Phone", "電話番号", "A phone number", "電話番号", Contact, "phone", """{"type": ["string", "null"], "x-crm": {"type": "phone"}}"""),
        Of(FieldType.Url, "Web address", "URL", "A link", "リンク", Contact, "globe", """{"type": ["string", "null"], "format": "uri", "maxLength": 2000}""", "maxLength"),
        Of(FieldType.Address, "Address", "住所", "Postal code to building", "郵便番号から建物名まで", Contact, "map-pin", """{"type": ["object", "null"], "x-crm": {"type": "address"}}"""),
        Of(FieldType.Geo, "Place", "位置", "Latitude and longitude", "緯度と経度", Contact, "locate", """{"type": ["object", "null"], "x-crm": {"type": "geo"}}"""),
        Of(FieldType.File, "File", "ファイル", "An attachment", "添付ファイル", Other, "paperclip", """{"type": ["object", "null"], "x-crm": {"type": "file"}}"""),
        Of(FieldType.Image, "Image", "画像", "A picture", "写真や図", Other, "image", """{"type": ["object", "null"], "x-crm": {"type": "image"}}"""),
        Of(FieldType.Json, "JSON", "JSON", "Structured data for integrations", "連携のための構造化データ", Other, "braces", """{"type": ["object", "null"], "x-crm": {"type": "json"}}"""),
    ];

    private static FieldTypeInfo Of(FieldType type, string en, string ja, string summaryEn, string summaryJa, string group, string icon, string schema, params ImmutableArray<string> options) =>
        new(type, LocalizedText.Of(en, ja), LocalizedText.Of(summaryEn, summaryJa), group, icon, schema, options);
}
