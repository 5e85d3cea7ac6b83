namespace LowCodeCrm.Host.Docs.Language;

internal static partial class ConstructCatalogue
{
    private static Construct[] Rules =>
    [
        Of(ConstructGroup.Rules, "rules", "rules for", "Holds the rules of an entity. There may be several blocks for one entity, in any files; a rule is known by its name, an unnamed one by its kind and field.",
            "エンティティのルールをまとめます。一つのエンティティに複数のブロックがあっても、別のファイルにあってもかまいません。ルールは名前で、名前のないものは種類と項目で呼ばれます。",
            """
            rules for lead {
              default received_on = today()
              computed score : int = (rating ?? 0) * 10
            }
            test received_today for lead {
              clock 2026-04-01T09:00+09:00
              when create lead l { company: "青山商事", rating: 4 }
              then received_on = 2026-04-01 and score = 40
            }
            """),
        Of(ConstructGroup.Rules, "validate", "validate", "Refuses a save where what it requires is not true; unknown is not true. All violations are collected and shown at the fields that 'at' names. With 'when' it looks only at records for which that is true. Runs in the browser at each keystroke and on the server with every save.",
            "require が真でなければ保存を拒否します（不明は真ではありません）。違反はすべて集められ、at の項目に表示されます。when を書くと、それが真のレコードだけを調べます。ブラウザーでは入力のたびに、サーバーでは保存のたびに動きます。",
            """
            rules for opportunity {
              validate won_needs_amount {
                when stage = won
                require amount > 0 and decided_on is set
                message en "A won deal needs an amount and a decision date" ja "受注時は金額と決裁日が必要です"
                at amount, decided_on
              }
            }
            test needs_amount for opportunity {
              given account a = { name: "青山商事" }
              when create opportunity d { name: "更新", account: a, stage: won }
              then rejected by won_needs_amount at amount, decided_on
            }
            """),
        Of(ConstructGroup.Rules, "warn", "warn", "Shows a message at its fields while the condition is true, and lets the record be saved.", "条件が真の間、項目に注意を表示します。保存は妨げません。",
            """
            rules for opportunity {
              warn close_on when close_on < today() message en "Close date is in the past" ja "完了予定日が過ぎています"
            }
            test warned_only for opportunity {
              clock 2026-04-01T09:00+09:00
              given account a = { name: "青山商事" }
              when create opportunity d { name: "更新", account: a, stage: prospecting, close_on: 2026-03-31 }
              then close_on = 2026-03-31
            }
            """),
        Of(ConstructGroup.Rules, "default", "default", "What a field of a new record has until somebody enters something. With 'when' only where that is true.", "新しいレコードの項目に、入力されるまで入る値です。when を書くと、それが真のときだけ入ります。",
            """
            rules for opportunity {
              default currency = account.default_currency ?? "JPY"
              default close_on = month_end(today() + months(1))
            }
            test given_beforehand for opportunity {
              clock 2026-01-31T09:00+09:00
              given account a = { name: "青山商事" }
              when create opportunity d { name: "更新", account: a, stage: prospecting }
              then currency = "JPY" and close_on = 2026-02-28
            }
            """),
        Of(ConstructGroup.Rules, "computed", "computed", "A field whose value is worked out from others, in the order in which they need each other. Stored, unless it depends on the day, the time or the user: then it is worked out whenever it is read.",
            "ほかの項目から求める項目です。計算の順序は依存関係で決まります。値は保存されますが、日付・時刻・利用者に依存するものは読むたびに計算します。",
            """
            rules for opportunity {
              computed weighted : money = round_half_up(amount * probability / 100, 0)
            }
            test weighs for opportunity {
              given account a = { name: "青山商事" }
              when create opportunity d { name: "更新", account: a, stage: proposal, amount: 1_001, probability: 50 }
              then weighted = 501
            }
            """),
        Of(ConstructGroup.Rules, "rollup", "rollup", "A field of a record that counts or sums the records that name it. Kept up to date within the save that changes one of them.", "このレコードを参照するレコードの件数や合計などを持つ項目です。それらを変更する保存の中で更新されます。",
            """
            rules for account {
              rollup won_total : money = sum(opportunity via account where stage = won, amount)
            }
            test sums for account {
              given account a = { name: "青山商事" }
              given opportunity d = { name: "更新", account: a, stage: won, amount: 300 }
              when create opportunity e { name: "新規", account: a, stage: won, amount: 200 }
              then a.won_total = 500
            }
            """),
        Of(ConstructGroup.Rules, "show", "show", "Shows fields only while the condition is true. A hidden field keeps its value.", "条件が真の間だけ項目を表示します。隠れた項目の値は残ります。",
            """
            rules for opportunity {
              show lost_reason when stage = lost
            }
            """),
        Of(ConstructGroup.Rules, "required", "required", "Wants fields filled in while the condition is true; without one, always.", "条件が真の間、項目の入力を必須にします。条件がなければ常に必須です。",
            """
            rules for opportunity {
              required lost_reason when stage = lost
            }
            test says_why for opportunity {
              given account a = { name: "青山商事" }
              when create opportunity d { name: "更新", account: a, stage: lost }
              then rejected at lost_reason
            }
            """),
        Of(ConstructGroup.Rules, "readonly", "readonly", "Keeps people from changing fields while the condition holds for the stored record. Rules may still change them, and a new record may have any value.", "保存済みのレコードで条件が真の間、利用者による変更を禁じます。ルールからは変更でき、新しいレコードには自由に入力できます。",
            """
            rules for opportunity {
              readonly amount when stage in {won, lost}
            }
            test stays for opportunity {
              given account a = { name: "青山商事" }
              given opportunity d = { name: "更新", account: a, stage: won, amount: 300 }
              when update d { amount: 1 }
              then rejected at amount
            }
            """),
        Of(ConstructGroup.Rules, "before_save", "before save", "Changes the record that is being saved, before it is checked. Rules that read what others write run after them.", "検査の前に、保存するレコードを変更します。ほかのルールが書く値を読むルールは、その後に動きます。",
            """
            rules for account {
              before save tidy { set name = nfkc(trim(name)) }
            }
            test tidied for account {
              when create account a { name: " ＡＯＹＡＭＡ " }
              then name = "AOYAMA"
            }
            """),
        Of(ConstructGroup.Rules, "after_save", "after save", "Runs commands once the record has been written, in the same transaction: if one of them is refused, nothing is saved. Rules that set one another off may do so eight deep.", "レコードを書き込んだ後、同じトランザクションで命令を実行します。一つでも拒否されれば何も保存されません。ルールが互いを呼び出せる深さは 8 までです。",
            """
            rules for opportunity {
              after save follow_up when changed(stage) and stage = won {
                create activity { subject: "ご挨拶: {name}", kind: visit, status: planned, opportunity: this, due_on: business_days(decided_on, 5) }
              }
            }
            test followed_up for opportunity {
              given account a = { name: "青山商事" }
              when create opportunity d { name: "更新", account: a, stage: won, decided_on: 2026-04-01 }
              then effects { create activity { kind: visit, due_on: 2026-04-08 } }
            }
            """),
    ];

    private static Construct[] Processes =>
    [
        Of(ConstructGroup.Processes, "process", "process", "The states of a choice field and the ways between them. A new record begins in the initial state; people change the field only along a transition.", "選択肢の項目がとる状態と、その間の遷移です。新しいレコードは initial の状態から始まり、利用者は遷移に沿ってのみ変更できます。",
            """
            process sales on opportunity.stage {
              state prospecting initial  state proposal  state won final
              transition propose : prospecting -> proposal
              transition win : proposal -> won
            }
            test no_short_cut for opportunity {
              given account a = { name: "青山商事" }
              given opportunity d = { name: "更新", account: a, stage: prospecting }
              when update d { stage: won }
              then rejected by no_transition
            }
            """),
        Of(ConstructGroup.Processes, "transition", "transition", "A way from one or several states to another. 'guard' must be true, 'by' says who may, 'ask' wants fields entered on the way, 'do' has commands that run with it.", "一つまたは複数の状態から別の状態への遷移です。guard は成り立つべき条件、by は実行できる人、ask はその場で入力する項目、do は一緒に実行する命令です。",
            """
            process sales on opportunity.stage {
              state prospecting initial  state proposal  state lost final
              transition propose : prospecting -> proposal {
                guard amount is set message en "Fill in the amount" ja "金額を入力してください"
                by role(sales) or owner
                ask next_contact_on required
                do { set proposed_on = today() }
              }
              transition lose : {prospecting, proposal} -> lost { ask lost_reason required }
            }
            test proposes for opportunity {
              clock 2026-04-01T09:00+09:00   user hanako { role: sales }
              given account a = { name: "青山商事" }
              given opportunity d = { name: "更新", account: a, stage: prospecting, amount: 100 }
              when update d { stage: proposal, next_contact_on: 2026-04-08 }
              then proposed_on = 2026-04-01
            }
            """),
        Of(ConstructGroup.Processes, "sla", "sla", "How long a record may wait for a transition, counted from when it comes to a state that the transition leads from; days end when the app's day does. When it has waited longer, the command runs, once.",
            "レコードが遷移を待てる長さです。遷移元の状態になった時から数え、日数は最後の日の終わりまでです。過ぎると命令が一度だけ動きます。",
            """
            process sales on opportunity.stage {
              state prospecting initial  state proposal final
              transition propose : prospecting -> proposal {
                sla 5 business days else create activity { subject: "確認: {name}", kind: call, status: planned, opportunity: this }
              }
            }
            test too_late for opportunity {
              clock 2026-05-01T09:00+09:00
              given account a = { name: "青山商事" }
              given opportunity d = { name: "更新", account: a, stage: prospecting }
              when tick to 2026-05-13T00:00+09:00 then no effects
              when tick to 2026-05-14T00:00+09:00 then effects { create activity { kind: call, opportunity: d } }
            }
            """),
        Of(ConstructGroup.Processes, "approval", "approval", "A decision by people, step by step. 'submit when' says which records may be submitted, 'lock' which fields stay as they are meanwhile. A step is decided by one person, 'all of' them or '2 of' them, until it is 'due', after which it may 'escalate'. Outcomes have commands.",
            "人による段階的な決裁です。submit when は申請できる条件、lock はその間変更できない項目です。段階は一人、all of（全員）、2 of（二人）などで決裁し、due の期限を過ぎると escalate の人も決裁できます。結果ごとに命令を書けます。",
            """
            approval big_deal on opportunity {
              submit when amount >= 1_000_000   lock amount
              step manager : owner.manager due 2 business days escalate role(sales)
              on approved { set probability = 80 }
              on rejected { notify owner message en "{name} was rejected" ja "{name} が却下されました" }
            }
            test agreed for opportunity {
              user kenji { role: sales }   user hanako { role: sales, manager: kenji }
              given account a = { name: "青山商事" }
              given opportunity d = { name: "更新", account: a, stage: proposal, amount: 2_000_000, owner: hanako }
              when submit d
              when update d { amount: 1 } then rejected by big_deal at amount
              when approve d by kenji
              then probability = 80
            }
            """),
    ];
}
