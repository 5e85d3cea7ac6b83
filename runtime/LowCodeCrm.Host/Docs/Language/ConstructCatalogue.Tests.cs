namespace LowCodeCrm.Host.Docs.Language;

internal static partial class ConstructCatalogue
{
    private static Construct[] Tests =>
    [
        Of(ConstructGroup.Tests, "test", "test", "Says what is there (given), what somebody does (when) and what the rules then do (then), with a clock and users of its own. Publishing waits until all pass.",
            "前提（given）、操作（when）、ルールの結果（then）を、専用の時計と利用者とともに書きます。すべて合格するまで公開できません。",
            """
            rules for account {
              validate named { require length(name) >= 2 message "Too short" at name }
            }
            test too_short for account {
              for each (name) in { ("A"), ("青") }
              when create account { name: name }
              then rejected by named at name
            }
            """),
        Of(ConstructGroup.Tests, "outside", "given consent, tick, message", "'given consent of' says what a record has agreed to, 'when tick to' lets time pass, 'when message' brings a message, and 'then effects' has what goes outside.",
            "given consent of で同意を、when tick to で時の経過を、when message で受信を表し、then effects に外部への作用を書きます。",
            """
            rules for opportunity {
              after save thank when changed(stage) and stage = won { send email template "thanks" to main_contact key "won:{id}" }
            }
            test thanked for opportunity {
              given account a = { name: "A" }
              given contact c = { email: "h@example.com" }
              given consent of c = { email: granted }
              when create opportunity d { name: "d", account: a, main_contact: c, stage: won, amount: 1, decided_on: 2026-04-01 }
              then effects { send email template "thanks" to c key "won:{d.id}" }
            }
            """),
    ];
}
