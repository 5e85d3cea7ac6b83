namespace LowCodeCrm.Host.Docs.Language;

internal static partial class ConstructCatalogue
{
    private static Construct[] Commands =>
    [
        Of(ConstructGroup.Commands, "set", "set", "Gives a field of the record another value.",
            "レコードの項目に値を入れます。",
            """
            rules for opportunity {
              before save close { if stage = won { set decided_on = decided_on ?? today() } }
            }
            test dated for opportunity {
              clock 2026-04-01T09:00+09:00
              given account a = { name: "青山商事" }
              when create opportunity d { name: "更新", account: a, stage: won, amount: 10 }
              then decided_on = 2026-04-01
            }
            """),
        Of(ConstructGroup.Commands, "create", "create", "Makes a record of another entity, or of the same. Keys are its fields, values belong to the rule's record.",
            "レコードを作成します。左は作成するレコードの項目、右はルールのレコードの値です。",
            """
            rules for opportunity {
              after save act when changed(stage) and stage = won {
                create activity { subject: "お礼: {name}", kind: call, status: planned, opportunity: this }
              }
            }
            test acts for opportunity {
              given account a = { name: "青山商事", rank: C }
              when create opportunity d { name: "更新", account: a, stage: won, amount: 10 }
              then effects { create activity { kind: call, opportunity: d } }
            }
            """),
        Of(ConstructGroup.Commands, "update", "update", "Changes a record that a path leads to.",
            "参照先のレコードを変更します。",
            """
            rules for opportunity {
              after save act when changed(stage) and stage = won {
                update account { rank: if amount >= 10 then A else account.rank }
              }
            }
            test acts for opportunity {
              given account a = { name: "青山商事", rank: C }
              when create opportunity d { name: "更新", account: a, stage: won, amount: 10 }
              then effects { update a { rank: A } }
            }
            """),
        Of(ConstructGroup.Commands, "delete", "delete", "Puts a record that a path leads to into the recycle bin, with what belongs to it.",
            "参照先のレコードを、付属するレコードとともにごみ箱へ移します。",
            """
            rules for activity {
              after save tidy when status = cancelled and subject = "duplicate" { delete this }
            }
            test gone for activity {
              given activity x = { subject: "duplicate", kind: task, status: planned }
              when update x { status: cancelled }
              then no effects
            }
            """),
        Of(ConstructGroup.Commands, "if_else", "if { } else { }", "Runs commands only where a condition is true, else others. Unknown is not true.",
            "条件が真のときだけ命令を実行し、そうでなければ else を実行します。不明は真ではありません。",
            """
            rules for opportunity {
              after save act when changed(stage) and stage = won {
                if amount >= 10 { update account { rank: A } } else { update account { rank: B } }
              }
            }
            test acts for opportunity {
              given account a = { name: "青山商事", rank: C }
              when create opportunity d { name: "更新", account: a, stage: won, amount: 10 }
              then effects { update a { rank: A } }
            }
            """),
        Of(ConstructGroup.Commands, "let_command", "let", "Names a value for the commands after it.",
            "後の命令で使う値に名前を付けます。",
            """
            rules for opportunity {
              after save act when changed(stage) and stage = won {
                let bonus = amount * 2
                update account { annual_revenue: bonus }
              }
            }
            test acts for opportunity {
              given account a = { name: "青山商事", rank: C }
              when create opportunity d { name: "更新", account: a, stage: won, amount: 10 }
              then effects { update a { annual_revenue: 20 } }
            }
            """),
        Of(ConstructGroup.Commands, "for_each", "for each … limit", "Runs commands for each record that the database finds, the first ones up to the limit. The condition must be exact in the database; 'this.' reaches the rule's own record. 'in' may also name a segment.",
            "データベースが見つけたレコードごとに、上限まで命令を実行します。条件はデータベースで正確に計算できる必要があります。規則のレコードは this. で書きます。区分も指定できます。",
            """
            rules for account {
              after save downgrade when changed(rank) and rank = C {
                for each deal in opportunity via account where stage = prospecting limit 100 {
                  create activity { subject: "Review {deal.name}", kind: task, status: planned, opportunity: deal, account: this }
                }
              }
            }
            """),
        Of(ConstructGroup.Commands, "start_process", "start process", "Puts a record that is in no state of a process, or at its end, into the initial state; what is under way goes on. Without 'on' it is the rule's own record.",
            "プロセスの状態にないレコードや終了したレコードを初期状態にします。進行中のものはそのままです。on を省くとルールのレコードが対象です。",
            """
            process work on activity.status {
              state planned initial  state done final
              transition finish : planned -> done
            }
            rules for activity {
              after save again when subject = "weekly" and changed(status) and status = done { start process work }
            }
            test begins_again for activity {
              given activity x = { subject: "weekly", kind: task, status: planned }
              when update x { status: done }
              then status = planned
            }
            """),
        Of(ConstructGroup.Commands, "send", "send", "Puts a message into the outbox with the save that asks for it, once by its key. Without the receiver's consent to the channel, or without an address, it is held back, and the outbox says why. A template is a file templates/NAME.LOCALE.*.",
            "保存と同時に、キーごとに一度だけメッセージを送信箱に入れます。宛先がそのチャネルに同意していない場合や宛先がない場合は保留され、理由が残ります。雛形は templates/名前.ロケール.* のファイルです。",
            """
            rules for opportunity {
              after save thank when changed(stage) and stage = won {
                send email template "thanks" to main_contact key "won:{id}"
              }
            }
            """),
        Of(ConstructGroup.Commands, "reply", "reply", "Answers the message at hand on its channel, in a message handler.",
            "受信したメッセージに、同じチャネルで返信します。",
            """
            on message from email as m {
              reply template "thanks" to m
            }
            test answered for contact {
              when message { channel: email, sender: "x@example.com", text: "hello" }
              then effects { reply template "thanks" to m }
            }
            """),
        Of(ConstructGroup.Commands, "notify", "notify", "Tells users: everybody who has a role, and users that paths lead to.",
            "ロールを持つ全員や、参照先の利用者に知らせます。",
            """
            rules for opportunity {
              after save tell when changed(stage) and stage = lost {
                notify owner or role(sales) message en "{name} is lost" ja "{name} を失注しました"
              }
            }
            """),
        Of(ConstructGroup.Commands, "call_webhook", "call webhook", "Asks for a call to an address that the operator keeps under a name, with values as JSON. With a key it happens once.",
            "運用者が名前で登録する宛先を、値を JSON にして呼び出します。キーを書くと一度だけになります。",
            """
            rules for opportunity {
              after save order when changed(stage) and stage = won {
                call webhook "orders" { title: name, amount: amount } key "order:{id}"
              }
            }
            """),
        Of(ConstructGroup.Commands, "tags", "add tag, remove tag", "Adds a tag to the record's field of tags, or takes it away; several rules may. Where there are several such fields, 'to' and 'from' name one.",
            "レコードのタグ項目にタグを付け外しします。複数の規則から行えます。タグ項目が複数あるときは to / from で指定します。",
            """
            rules for account {
              before save mark when rank = A { add tag "vip" }
            }
            """),
    ];
}
