using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Host.Docs;

/// <summary>A construct that acts by itself, with an example that binds in the sample app; a test sees to that.</summary>
internal sealed record AutomationExample(string Id, LocalizedText Text, string Rules);

internal static class AutomationExamples
{
    public static ImmutableArray<AutomationExample> All { get; } =
    [
        Of("send", "Puts a message into the outbox with the save that asks for it, once by its key. Without the receiver's consent to the channel, or without an address, it is held back, and the outbox says why. A template is a file templates/NAME.LOCALE.*.",
            "保存と同時に、キーごとに一度だけメッセージを送信箱に入れます。宛先がそのチャネルに同意していない場合や宛先がない場合は保留され、理由が残ります。雛形は templates/名前.ロケール.* のファイルです。",
            "rules for opportunity {\n  after save thank when changed(stage) and stage = won {\n    send email template \"thanks\" to main_contact key \"won:{id}\"\n  }\n}"),
        Of("notify", "Tells users: everybody who has a role, and users that paths lead to.", "ロールを持つ全員や、参照先の利用者に知らせます。",
            "rules for opportunity {\n  after save tell when changed(stage) and stage = lost {\n    notify owner or role(sales) message en \"{name} is lost\" ja \"{name} を失注しました\"\n  }\n}"),
        Of("call", "Asks for a call to an address that the operator keeps under a name, with values as JSON. With a key it happens once.", "運用者が名前で登録する宛先を、値を JSON にして呼び出します。キーを書くと一度だけになります。",
            "rules for opportunity {\n  after save order when changed(stage) and stage = won {\n    call webhook \"orders\" { title: name, amount: amount } key \"order:{id}\"\n  }\n}"),
        Of("tags", "Adds a tag to the record's field of tags, or takes it away; several rules may. Where there are several such fields, 'to' and 'from' name one.", "レコードのタグ項目にタグを付け外しします。複数の規則から行えます。タグ項目が複数あるときは to / from で指定します。",
            "rules for account {\n  before save mark when rank = A { add tag \"vip\" }\n}"),
        Of("for_each", "Runs commands for each record that the database finds, the first ones up to the limit. The condition must be exact in the database; 'this.' reaches the rule's own record. 'in' may also name a segment.",
            "データベースが見つけたレコードごとに、上限まで命令を実行します。条件はデータベースで正確に計算できる必要があります。規則のレコードは this. で書きます。区分も指定できます。",
            "rules for account {\n  after save downgrade when changed(rank) and rank = C {\n    for each deal in opportunity via account where stage = prospecting limit 100 {\n      create activity { subject: \"Review {deal.name}\", kind: task, status: planned, opportunity: deal, account: this }\n    }\n  }\n}"),
        Of("schedule", "Runs at set times: daily at …, weekly on monday, friday at …, monthly on 1, last at …, every 15 minutes. Where clocks are put forward over the time, the run comes that much later; where they show it twice, it runs the first time. One run at a time: what was missed while the server was down is made up once, and a run that a crash stopped goes on behind the last record it had finished. Loops run record by record: one that is refused is in the log and holds up nothing.",
            "決まった時刻に動きます。daily at …、weekly on monday, friday at …、monthly on 1, last at …、every 15 minutes と書けます。夏時間で飛ばされる時刻はその分だけ後に、二度ある時刻は最初の一度だけ動きます。同時には一つだけ動き、サーバー停止中に逃した分は再開時に一度だけ行い、途中で止まった実行は最後に終えたレコードの次から続けます。繰り返しはレコードごとに行い、拒否されたものは記録に残って他を妨げません。",
            "schedule wake_dormant daily at 09:00 tz \"Asia/Tokyo\" {\n  for each one in account where rank in {A, B} and last_activity_on < today() - days(60) limit 5000 {\n    create activity { subject: \"Call {one.name}\", kind: call, status: planned, account: one, due_on: business_days(today(), 2) }\n  }\n}\ntest woken for account {\n  clock 2026-04-01T08:00+09:00\n  when tick to 2026-04-01T09:00+09:00\n  then no effects\n}"),
        Of("segment", "A set of records by condition, exact in the database: counted and listed over the API, and gone over by loops. With 'refresh nightly' the list is of the last night.",
            "条件で決まるレコードの集まりです。データベースで正確に計算され、API で数と一覧を得られ、for each で使えます。refresh nightly を付けると一覧は前夜の時点のものになります。",
            "segment dormant_keys of account {\n  where rank = A and last_activity_on < today() - days(90)\n  refresh nightly\n}"),
        Of("choose", "The best of a list: of the items for which 'where' is true, the one with the greatest sum of scores; of equals the first. It is called like a function, and its explanation has every candidate with its score.",
            "一覧から最も良いものを選びます。where が真のものの中で評点の合計が最大のもの、同点なら先のものです。関数として呼び出せ、理由の説明には候補ごとの評点が出ます。",
            "choose contact_channel for contact as p returns channel {\n  from ch in contactable_channels(p) where not opted_out(p, ch)\n  score 3 when ch = p.preferred_channel\n  score 2 * reply_rate(p, ch, days(180))\n  otherwise email\n}\nrules for contact {\n  computed by_phone : bool = contact_channel(this) = channel.phone\n}"),
        Of("on_message", "Answers messages that come in: m.sender, m.text, m.subject, m.channel, m.at. 'match' finds the record whose address on the channel it is. A reply goes to whoever wrote, unless they have opted out of the channel.",
            "受信したメッセージに応じます。m.sender、m.text、m.subject、m.channel、m.at が使えます。match は、そのチャネルの宛先が送信者と一致するレコードを探します。返信は、受信を拒否している人を除き、書いた人に送られます。",
            "on message from email as m when contains_any(m.text, {\"解約\", \"cancel\"}) {\n  let c = match contact by m.sender\n  create activity { subject: \"Wants to cancel\", kind: task, status: planned, contact: c }\n  reply template \"thanks\" to m\n}\ntest cancelled for contact {\n  when message { channel: email, sender: \"x@example.com\", text: \"cancel\" }\n  then effects { create activity { kind: task }  reply template \"thanks\" to m }\n}"),
        Of("policy", "Which records a role may read, create, update or delete. The condition must be exact in the database. Policies are checked; in this version only administrators open records.",
            "ロールがどのレコードを参照・作成・更新・削除できるかを定めます。条件はデータベースで正確に計算できる必要があります。方針は検査されますが、このバージョンでレコードを開けるのは管理者だけです。",
            "policy own_deals on opportunity for role(sales) allow read, update where owner = user"),
        Of("tests", "'given consent of' says what a record has agreed to, 'when tick to' lets time pass, 'when message' brings a message, and 'then effects' has what goes outside.", "given consent of で同意を、when tick to で時の経過を、when message で受信を表し、then effects に外部への作用を書きます。",
            "rules for opportunity {\n  after save thank when changed(stage) and stage = won { send email template \"thanks\" to main_contact key \"won:{id}\" }\n}\ntest thanked for opportunity {\n  given account a = { name: \"A\" }\n  given contact c = { email: \"h@example.com\" }\n  given consent of c = { email: granted }\n  when create opportunity d { name: \"d\", account: a, main_contact: c, stage: won, amount: 1, decided_on: 2026-04-01 }\n  then effects { send email template \"thanks\" to c key \"won:{d.id}\" }\n}"),
    ];

    private static AutomationExample Of(string id, string en, string ja, string rules) => new(id, LocalizedText.Of(en, ja), rules);
}
