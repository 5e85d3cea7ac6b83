namespace LowCodeCrm.SampleData;

/// <summary>What people of a sales office write down, by where they write it; in Japanese, and in English for what is James Okada's.</summary>
internal static class Sentences
{
    public static readonly (string[] Japanese, string[] English) AccountNotes = (
    [
        "毎年三月が予算の締め。見積もりは二月中旬までに出す。", "窓口は購買部。決裁は本社の経営会議で、月に一度。", "工場が三か所あり、拠点ごとにご担当が違う。", "以前に納品の遅れでご迷惑をおかけした。進み具合はこまめに報告する。",
        "請求書は毎月二十日必着。", "四月に組織変更の予定。ご担当の異動に注意。", "グループ会社をご紹介いただける見込み。", "訪問の前に、受付へ人数と車の番号を連絡する。", "八月中旬と年末年始は長期休業。", "年始のご挨拶は部長に同行いただく。",
    ],
    [
        "Buys once a year, in the fourth quarter.", "Purchasing sits at headquarters; the plants only use what it buys.", "Their legal team reads every contract, which takes three weeks.",
        "Invoices go to accounts payable, never to the buyer.", "Found us at the Osaka trade fair.", "Opens two more sites next spring.",
    ]);

    public static readonly (string[] Japanese, string[] English) ContactNotes = (
    [
        "午前は会議が多い。お電話は午後に。", "技術に詳しく、仕様の細かいところまで確認される。", "メールのお返事が早い。", "四月に着任。前任の方は大阪へ転勤。", "稟議を起案される方。回覧の順も教えてくださる。", "資料は紙でお渡しすると喜ばれる。", "火曜と木曜は在宅勤務。", "展示会で名刺を交換。",
    ],
    ["Would rather have a short call than a long mail.", "Very technical; bring an engineer.", "In the role since January.", "Not in on Fridays.", "Knows our product from a former employer."]);

    public static readonly (string[] Japanese, string[] English) LeadNotes = (
    [
        "展示会で名刺を交換。製品のデモを見たいとのこと。", "お使いのサービスの更新が近く、乗り換えを検討中。", "資料をダウンロードされた。お電話はまだつながらない。", "既存のお客様からのご紹介。", "予算はこれから。来期に向けた情報収集。", "人が増え、表計算での管理に限界を感じている。", "三社を比較中。来月末に決まる。", "まずは十名ほどで試したい。",
    ],
    ["Met at the trade fair; wants to see a demo.", "Their present contract ends in summer.", "Downloaded the price list; not reached by phone yet.", "Gathering information for next year's budget.", "Compares three vendors and decides by the end of next month."]);

    public static readonly (string[] Japanese, string[] English) Deals = (
    [
        "お使いのシステムの保守が来年三月に切れるため、それまでの稼働が条件。", "まず本社の二十名で始め、効果を見て全国の拠点へ広げる。", "受発注の仕組みとの連携が必須。方法は情報システム部と確認中。", "五百万円を超えると役員会の承認が要る。",
        "価格では競合に及ばない。導入後の支援で差をつける。", "補助金の申請に合わせ、見積書は二通に分ける。", "入力の手間を減らすことが、現場の一番のご要望。", "相見積もりは三社。最終の提案は今月末。", "前の案件のご縁で、今回は指名でお声がけいただいた。",
    ],
    ["Has to run before support for their old system ends in March.", "Twenty users to begin with; the other sites follow if it goes well.", "Must connect to their order system; their IT is looking into how.", "Their legal team is reading the contract.", "The pilot went well; price is what is left to settle."]);

    /// <summary>Subjects by kind. {0}: the person's family name; {1}: the company, without its form.</summary>
    public static readonly Dictionary<string, (string[] Japanese, string[] English)> Subjects = new()
    {
        ["call"] = (["{0}様へ電話：お見積もりの件", "{0}様へ電話：次回の日程", "{0}様へ電話：ご検討の状況", "{0}様へ折り返しの電話", "{0}様へ電話：契約更新のご案内", "{0}様へ電話：導入時期の確認"], ["Call {0} about the quotation", "Call {0} back", "Call {0} to agree on a date", "Call {0} about the renewal"]),
        ["visit"] = (["{1}を訪問：ご提案の説明", "{1}を訪問：定例のご挨拶", "{1}を訪問：現場の見学", "{1}を訪問：着任のご挨拶", "{1}を訪問：納品の立ち会い"], ["Visit {1}: proposal", "Visit {1}: tour of the site", "Visit {1}: quarterly review"]),
        ["email"] = (["見積書を送付", "お礼のメール", "導入事例の資料を送付", "打ち合わせの議事録を送付", "契約書の案を送付", "請求先の確認"], ["Send the quotation", "Send the minutes", "Send references", "Thank-you mail"]),
        ["meeting"] = (["オンライン商談", "製品デモ", "要件の確認", "お見積もりの説明", "導入前の打ち合わせ", "操作説明会の相談"], ["Product demo", "Go through the requirements", "Kick-off", "Review of the quotation"]),
        ["task"] = (["提案書を作成", "見積もりの社内承認を取る", "契約書を確認", "デモの環境を用意", "費用対効果を試算", "課長と作戦を相談"], ["Write the proposal", "Have the discount approved", "Prepare the demo", "Check the contract"]),
    };

    /// <summary>What came of it, by kind.</summary>
    public static readonly Dictionary<string, (string[] Japanese, string[] English)> Results = new()
    {
        ["call"] = (["ご不在。夕方に折り返しをいただける。", "金額をご説明。持ち帰って検討いただく。", "来週の訪問が決まった。", "ご担当が変わられた。あらためてご挨拶に伺う。", "導入を一か月遅らせたいとのこと。", "契約書に質問が二点。法務に確認してお答えする。"], ["Not in; left a message.", "Went through the price; they think it over.", "Visit agreed for next week.", "Wants to begin a month later."]),
        ["visit"] = (["伝票はまだ紙。入力に一日一時間ほどかかっている。", "部長にお会いでき、前向きなお返事をいただいた。", "役員にも同席いただいた。次は見積もり。", "ご要望は在庫の見える化、日報の簡素化、スマートフォンでの入力の三つ。", "競合の提案も聞いている。機能の差は小さい。"], ["Still on paper; an hour of typing a day.", "The director joined; next is the quotation.", "Good talk. They hear a competitor as well."]),
        ["email"] = (["受け取りのご連絡をいただいた。", "内訳をもう少し細かくとのこと。直して再送。", "社内で回覧いただける。", "来週中にお返事をいただける。"], ["Received with thanks.", "Asked for more detail; sent again.", "Answer expected next week."]),
        ["meeting"] = (["デモは好評。現場の方から質問が多く出た。", "要件を一つずつ確認。決まっていないのは二点。", "操作は分かりやすいとの声。移行の費用がご心配。", "次回は情報システム部にも参加いただく。", "試用は営業一課の十名に決まった。"], ["Demo well received.", "Two requirements are still open.", "The pilot begins with ten people.", "Their IT joins next time."]),
        ["task"] = (["課長の確認済み。", "先方の書式に合わせて作り直した。", "値引きは一割まで承認を得た。", "たたき台ができた。月曜に読み合わせる。"], ["Checked by the manager.", "Ten per cent approved.", "Draft is ready."]),
    };
}
