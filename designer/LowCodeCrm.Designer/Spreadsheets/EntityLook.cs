namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>An icon that goes with what a table is called, and a colour of its own.</summary>
internal static class EntityLook
{
    private static readonly (string[] Words, string Icon)[] Icons =
    [
        (["担当者", "連絡先", "社員", "従業員", "名簿", "会員", "contact", "person", "people", "employee", "member", "staff"], "users"),
        (["取引先", "顧客", "会社", "企業", "得意先", "仕入先", "account", "company", "customer", "client", "vendor"], "building-2"),
        (["案件", "商談", "見込", "deal", "opportunity", "lead"], "handshake"),
        (["受注", "注文", "発注", "order"], "shopping-cart"),
        (["請求", "入金", "支払", "invoice", "payment"], "receipt"),
        (["商品", "製品", "品目", "在庫", "product", "item", "stock"], "package"),
        (["活動", "予定", "訪問", "日報", "activity", "task", "visit", "event"], "calendar-check"),
        (["契約", "見積", "contract", "quote"], "file-text"),
        (["店舗", "拠点", "支店", "store", "branch", "office"], "store"),
    ];

    private static readonly string[] Colors = ["#1677ff", "#13a8a8", "#722ed1", "#d46b08", "#389e0d", "#c41d7f", "#0958d9", "#ad6800"];

    public static (string Icon, string Color) Of(string title, int index) =>
        (Icons.FirstOrDefault(entry => entry.Words.Any(word => title.Contains(word, StringComparison.OrdinalIgnoreCase))).Icon ?? "table", Colors[index % Colors.Length]);
}
