namespace LowCodeCrm.Host.Docs.Language;

internal static partial class ConstructCatalogue
{
    private static Construct[] Automation =>
    [
        Of(ConstructGroup.Automation, "schedule", "schedule", "Runs at set times: daily at …, weekly on monday, friday at …, monthly on 1, last at …, every 15 minutes. Where clocks are put forward over the time, the run comes that much later; where they show it twice, it runs the first time. One run at a time: what was missed while the server was down is made up once, and a run that a crash stopped goes on behind the last record it had finished. Loops run record by record: one that is refused is in the log and holds up nothing.",
            "決まった時刻に動きます。daily at …、weekly on monday, friday at …、monthly on 1, last at …、every 15 minutes と書けます。夏時間で飛ばされる時刻はその分だけ後に、二度ある時刻は最初の一度だけ動きます。同時には一つだけ動き、サーバー停止中に逃した分は再開時に一度だけ行い、途中で止まった実行は最後に終えたレコードの次から続けます。繰り返しはレコードごとに行い、拒否されたものは記録に残って他を妨げません。",
            """
            schedule wake_dormant daily at 09:00 tz "Asia/Tokyo" {
              for each one in account where rank in {A, B} and updated_at < now() - days(60) limit 5000 {
                create activity { subject: "Call {one.name}", kind: call, status: planned, account: one, due_on: business_days(today(), 2) }
              }
            }
            test woken for account {
              clock 2026-04-01T08:00+09:00
              when tick to 2026-04-01T09:00+09:00
              then no effects
            }
            """),
        Of(ConstructGroup.Automation, "on_message", "on message", "Answers messages that come in: m.sender, m.text, m.subject, m.channel, m.at. 'match' finds the record whose address on the channel it is. A reply goes to whoever wrote, unless they have opted out of the channel.",
            "受信したメッセージに応じます。m.sender、m.text、m.subject、m.channel、m.at が使えます。match は、そのチャネルの宛先が送信者と一致するレコードを探します。返信は、受信を拒否している人を除き、書いた人に送られます。",
            """
            on message from email as m when contains_any(m.text, {"解約", "cancel"}) {
              let c = match contact by m.sender
              create activity { subject: "Wants to cancel", kind: task, status: planned, contact: c }
              reply template "thanks" to m
            }
            test cancelled for contact {
              when message { channel: email, sender: "x@example.com", text: "cancel" }
              then effects { create activity { kind: task }  reply template "thanks" to m }
            }
            """),
        Of(ConstructGroup.Automation, "choose", "choose", "The best of a list: of the items for which 'where' is true, the one with the greatest sum of scores; of equals the first. It is called like a function, and its explanation has every candidate with its score.",
            "一覧から最も良いものを選びます。where が真のものの中で評点の合計が最大のもの、同点なら先のものです。関数として呼び出せ、理由の説明には候補ごとの評点が出ます。",
            """
            choose contact_channel for contact as p returns channel {
              from ch in contactable_channels(p) where not opted_out(p, ch)
              score 3 when ch = p.preferred_channel
              score 2 * reply_rate(p, ch, days(180))
              otherwise email
            }
            rules for contact {
              computed by_phone : bool = contact_channel(this) = channel.phone
            }
            """),
        Of(ConstructGroup.Automation, "segment", "segment", "A set of records by condition, exact in the database: counted and listed over the API, and gone over by loops. With 'refresh nightly' the list is of the last night.",
            "条件で決まるレコードの集まりです。データベースで正確に計算され、API で数と一覧を得られ、for each で使えます。refresh nightly を付けると一覧は前夜の時点のものになります。",
            """
            segment dormant_keys of account {
              where rank = A and updated_at < now() - days(90)
              refresh nightly
            }
            """),
        Of(ConstructGroup.Security, "policy", "policy", "Which records a role may read, create, update or delete. The condition must be exact in the database. Policies are checked; in this version only administrators open records.",
            "ロールがどのレコードを参照・作成・更新・削除できるかを定めます。条件はデータベースで正確に計算できる必要があります。方針は検査されますが、このバージョンでレコードを開けるのは管理者だけです。",
            """
            policy own_deals on opportunity for role(sales) allow read, update where owner = user
            """),
    ];
}
