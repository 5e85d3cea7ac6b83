namespace LowCodeCrm.SampleData;

/// <summary>Japanese names and terms with their readings, which Bogus does not have.</summary>
internal static class Words
{
    /// <summary>The display names of <c>data/$user.csv</c>; the last serves foreign accounts.</summary>
    public static readonly string[] Owners = ["佐藤 美咲", "鈴木 健太", "田中 由紀", "山本 翔", "James Okada"];

    public static readonly (string Text, string Kana)[] FamilyNames = Pairs("佐藤 さとう 鈴木 すずき 高橋 たかはし 田中 たなか 伊藤 いとう 渡辺 わたなべ 山本 やまもと 中村 なかむら 小林 こばやし 加藤 かとう 吉田 よしだ 山田 やまだ 佐々木 ささき 山口 やまぐち 松本 まつもと 井上 いのうえ 木村 きむら 林 はやし 斎藤 さいとう 清水 しみず 山崎 やまざき 森 もり 池田 いけだ 橋本 はしもと 阿部 あべ 石川 いしかわ 山下 やました 中島 なかじま 石井 いしい 小川 おがわ 前田 まえだ 岡田 おかだ 長谷川 はせがわ 藤田 ふじた 後藤 ごとう 近藤 こんどう 村上 むらかみ 遠藤 えんどう 青木 あおき 坂本 さかもと 𠮷野 よしの 髙木 たかぎ");
    public static readonly (string Text, string Kana)[] GivenNames = Pairs("花子 はなこ 太郎 たろう 一郎 いちろう 健太 けんた 大輔 だいすけ 翔太 しょうた 拓也 たくや 直樹 なおき 浩 ひろし 誠 まこと 美咲 みさき 陽子 ようこ 恵 めぐみ 由美 ゆみ 真由美 まゆみ 愛 あい 彩 あや 麻衣 まい 智子 ともこ 裕子 ゆうこ 結衣 ゆい 蓮 れん 陽菜 ひな 悠斗 ゆうと さくら さくら 健一 けんいち 隆 たかし 修 おさむ 和也 かずや 久美子 くみこ 千尋 ちひろ 涼 りょう 剛 つよし 薫 かおる");
    public static readonly (string Text, string Kana)[] CompanyStems = Pairs("青山 あおやま 富士 ふじ 桜 さくら 東洋 とうよう 日の出 ひので 北斗 ほくと 大和 やまと 瑞穂 みずほ 光陽 こうよう 昭和 しょうわ 三栄 さんえい 丸正 まるしょう 東海 とうかい 西日本 にしにほん 関東 かんとう 近畿 きんき 九州 きゅうしゅう 北陸 ほくりく 瀬戸内 せとうち 太平 たいへい 明星 みょうじょう 新栄 しんえい 松風 まつかぜ 若葉 わかば 千歳 ちとせ 白樺 しらかば 朝日野 あさひの 海王 かいおう 山彦 やまびこ 常盤 ときわ");
    public static readonly (string Text, string Kana, string Industry)[] CompanyEndings =
    [
        ("商事", "しょうじ", "retail"), ("製作所", "せいさくしょ", "manufacturing"), ("工業", "こうぎょう", "manufacturing"), ("電機", "でんき", "manufacturing"),
        ("システム", "しすてむ", "it"), ("情報サービス", "じょうほうさーびす", "it"), ("建設", "けんせつ", "construction"), ("運輸", "うんゆ", "logistics"),
        ("物流", "ぶつりゅう", "logistics"), ("食品", "しょくひん", "food"), ("フーズ", "ふーず", "food"), ("医療センター", "いりょうせんたー", "healthcare"), ("信用金庫", "しんようきんこ", "finance"), ("百貨店", "ひゃっかてん", "retail"),
    ];
    public static readonly (string Region, string City, string Street, string Postal, string Area)[] Places =
    [
        ("東京都", "千代田区", "丸の内1-9-1", "100-0005", "3"), ("東京都", "港区", "南青山2-5-17", "107-0062", "3"), ("東京都", "新宿区", "西新宿6-1-1", "160-0023", "3"),
        ("神奈川県", "横浜市西区", "みなとみらい3-6-1", "220-0012", "45"), ("大阪府", "大阪市北区", "梅田3-1-3", "530-0001", "6"), ("愛知県", "名古屋市中村区", "名駅1-1-4", "450-0002", "52"),
        ("福岡県", "福岡市博多区", "博多駅前2-1-1", "812-0011", "92"), ("北海道", "札幌市中央区", "北五条西2-5", "060-0005", "11"), ("宮城県", "仙台市青葉区", "中央1-3-1", "980-0021", "22"),
        ("広島県", "広島市中区", "基町6-78", "730-0011", "82"), ("京都府", "京都市下京区", "四条通烏丸東入長刀鉾町8", "600-8008", "75"), ("静岡県", "静岡市葵区", "追手町9-6", "420-0853", "54"),
    ];
    public static readonly string[] Departments = ["営業部", "総務部", "情報システム部", "経営企画室", "購買部", "生産管理部", "人事部", "マーケティング部"];
    public static readonly string[] JobTitles = ["部長", "課長", "係長", "主任", "取締役", "担当", "室長", "マネージャー"];
    public static readonly string[] Themes = ["販売管理システム刷新", "顧客管理導入", "在庫管理の自動化", "営業支援ツール導入", "基幹システム連携", "保守契約更新", "データ分析基盤構築", "モバイル対応", "コールセンター強化", "帳票電子化"];
    public static readonly string[] WesternThemes = ["CRM rollout", "Support renewal", "Data platform", "Field sales mobile", "Order portal", "Warehouse automation", "Training programme", "Call centre upgrade"];
    public static readonly string[] Tags = ["重点", "紹介", "展示会", "海外", "上場", "休眠", "key", "partner"];

    private static (string, string)[] Pairs(string list) => [.. list.Split(' ').Chunk(2).Select(pair => (pair[0], pair[1]))];
}
