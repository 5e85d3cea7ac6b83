using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Host.Docs;

/// <summary>Every code of the API with its meaning and remedy. A test holds the list to the codes that the product's source hands out.</summary>
internal static class ErrorCatalogue
{
    public static ImmutableArray<ErrorCode> Answers { get; } =
    [
        Answer("malformed", [400], "The request cannot be read: its address, a query option, a header or its body is not what this endpoint takes.", "リクエスト(アドレス、問い合わせ、ヘッダー、本文)をこのエンドポイントの形式として読めません。",
            "Change what detail and target name; sending the same again gives the same answer.", "detail と target が示す箇所を直してください。同じ内容を送り直しても結果は変わりません。"),
        Answer("invalid_filter", [400], "The condition in filter is no valid expression of the rules language; details has every mistake with its place.", "filter の条件が規則言語の式として正しくありません。details に誤りと位置がすべて入ります。",
            "Mend it as each message says; the ids are explained under Diagnostics.", "各 message に従って直してください。id の説明は診断のページにあります。"),
        Answer("package_refused", [400], "The uploaded package is not an archive that can be unpacked safely.", "アップロードされたパッケージは安全に展開できる書庫ではありません。",
            "Send the .crmapp as it was downloaded, or a zip of the package's folder.", "ダウンロードした .crmapp、またはパッケージのフォルダーを zip にしたものを送ってください。"),
        Answer("unauthorized", [401], "Nobody is signed in, or the key is unknown, expired or revoked.", "サインインしていないか、キーが無効です(期限切れ・取り消しを含む)。",
            "Sign in at /auth/login, or send a valid key as Authorization: Bearer.", "/auth/login でサインインするか、有効なキーを Authorization: Bearer で送ってください。"),
        Answer("signed_out", [401], "The session of the cookie has ended: it was signed out, left unused for too long, or its account was disabled.", "Cookie のセッションは終了しています(サインアウト、長時間の未使用、アカウントの無効化)。",
            "Sign in again; what was typed can be sent again afterwards.", "もう一度サインインしてください。入力した内容はその後で送り直せます。"),
        Answer("wrong_password", [401, 403], "The name and password do not fit (401), or the present password given while changing it is wrong (403).", "名前とパスワードが一致しません(401)。パスワード変更時は現在のパスワードが違います(403)。",
            "Try again; after several failures sign-in is locked for a while.", "入力し直してください。失敗が続くと一定時間サインインできなくなります。"),
        Answer("link_used", [401], "The sign-in link was used before or has expired.", "サインイン用リンクは使用済みか期限切れです。",
            "Ask the administrator for a new link.", "管理者に新しいリンクを発行してもらってください。"),
        Answer("anti_forgery", [403], "A request with a session cookie came without the session's anti-forgery token.", "セッション Cookie つきのリクエストに偽造防止トークンがありません。",
            "Send the token that signing in returned in the header X-CSRF-Token.", "サインイン時に受け取ったトークンを X-CSRF-Token ヘッダーで送ってください。"),
        Answer("forbidden", [403], "The caller is known but may not do this.", "この操作を行う権限がありません。",
            "Ask an administrator for the right, or use a key of a user who has it.", "管理者に権限を依頼するか、権限のある利用者のキーを使ってください。"),
        Answer("not_found", [404], "There is no such thing, or the caller may not see it. In details: a value names a record or file that does not exist.", "対象が存在しないか、閲覧する権限がありません。details では、値が指すレコードやファイルが存在しません。",
            "Check the address or the id; records may have been deleted.", "アドレスや ID を確認してください。削除されている場合もあります。"),
        Answer("method_not_allowed", [405], "The address does not answer this HTTP method.", "このアドレスではこの HTTP メソッドを使えません。",
            "Use one of the methods that the header Allow lists.", "Allow ヘッダーにあるメソッドを使ってください。"),
        Answer("key_taken", [409], "Another record has the same alternate key.", "同じキーを持つ別のレコードがあります。",
            "Choose another value for the fields named in target, or update the other record.", "target の項目を別の値にするか、既存のレコードを更新してください。"),
        Answer("restricted", [409], "The record cannot be deleted, because others refer to it.", "ほかのレコードから参照されているため削除できません。",
            "Delete or change the referring records first.", "参照しているレコードを先に削除または変更してください。"),
        Answer("deleted", [409], "The record is in the recycle bin.", "レコードはごみ箱にあります。",
            "Restore it with POST …/{id}/$restore, then change it.", "POST …/{id}/$restore で復元してから変更してください。"),
        Answer("app_changed", [409], "The version named in App-Version is no longer retained.", "App-Version のバージョンはもう保持されていません。",
            "Load /meta again and repeat the request with the new version; keep what was typed.", "/meta を読み直し、新しいバージョンでやり直してください。入力内容は保持してください。"),
        Answer("already_running", [409], "The schedule is running already.", "その定期処理は実行中です。", "Wait until it has finished.", "終わるまでお待ちください。"),
        Answer("user_exists", [409], "There is a user of that name.", "同じ名前の利用者がいます。", "Choose another name.", "別の名前にしてください。"),
        Answer("app_exists", [409], "There is an app of that name.", "同じ名前のアプリがあります。", "Choose another name.", "別の名前にしてください。"),
        Answer("publish_running", [409], "Another publish of the app is running.", "このアプリの別の公開処理が実行中です。",
            "Wait until it has ended, look at what it changed, publish again.", "終了を待って変更内容を確認し、もう一度公開してください。"),
        Answer("consent_needed", [409], "Publishing would lose data.", "公開するとデータが失われます。",
            "Read what each target would lose; to go on, name them in consent.", "各対象で何が失われるかを確認し、続ける場合は consent に指定してください。"),
        Answer("conflict", [412], "If-Match names an older state of the record: somebody else changed it.", "If-Match が古い状態を指しています。ほかの人がレコードを更新しました。",
            "Look at conflicts, decide field by field, and send again with the new ETag.", "conflicts を見て項目ごとに決め、新しい ETag で送り直してください。"),
        Answer("draft_changed", [412], "Files of the draft were changed since they were read.", "読み込んだ後に下書きのファイルが変更されています。",
            "Read the files named in paths again, merge, and send the change with the new revision.", "paths のファイルを読み直して変更を合わせ、新しい revision で送ってください。"),
        Answer("file_changed", [412], "The file of the draft was changed since it was read.", "下書きのファイルは読み込み後に変更されています。",
            "Read it again, merge, and send with its new ETag.", "読み直して変更を合わせ、新しい ETag で送ってください。"),
        Answer("file_exists", [412], "If-None-Match: * was sent, and the file exists.", "If-None-Match: * を指定しましたが、ファイルが既にあります。",
            "Read the file, or choose another path.", "そのファイルを読み込むか、別のパスにしてください。"),
        Answer("too_large", [413], "The request's body is larger than its limit.", "リクエストの本文が上限を超えています。",
            "Send less at once; import in several files.", "分割して送ってください。インポートは複数のファイルに分けられます。"),
        Answer("too_many_files", [413], "A package has more files than are allowed.", "パッケージのファイル数が上限を超えています。", "Remove files that the package does not need.", "不要なファイルを取り除いてください。"),
        Answer("media_type", [415], "The body's Content-Type is not taken here.", "この Content-Type は受け付けられません。", "Send the type that detail names.", "detail が示す形式で送ってください。"),
        Answer("unsupported_media_type", [415], "An app can be made from JSON or a .crmapp only.", "アプリの作成に使えるのは JSON か .crmapp だけです。", "Send one of the types that detail names.", "detail が示す形式で送ってください。"),
        Answer("rejected", [422], "Rules or types said no; details has every reason, with field and rule.", "ルールまたは型の検査で保存できません。details に理由がすべて入ります(項目とルールつき)。",
            "Show each message at its target; see the codes of details below.", "各 message を target の項目に示してください。details のコードは下の一覧にあります。"),
        Answer("package_has_errors", [422], "The draft has errors, so it cannot be published.", "下書きにエラーがあるため公開できません。",
            "Mend what diagnostics lists; each id is explained under Diagnostics.", "diagnostics の箇所を直してください。各 id は診断のページにあります。"),
        Answer("file_type", [422], "Files of this type are not taken.", "この種類のファイルは受け付けていません。", "Choose a file of an allowed type.", "許可された種類のファイルを選んでください。"),
        Answer("idempotency_key_reused", [422], "The Idempotency-Key was used for another request within the last day.", "Idempotency-Key は 24 時間以内に別のリクエストで使われています。",
            "Make a new key for each new request; repeat a key only with the very same request.", "新しいリクエストには新しいキーを使ってください。同じキーは同じ内容の再送だけに使えます。"),
        Answer("invalid_name", [422], "The name cannot be an app's, or in tables of spreadsheets an entity's or field's.", "アプリ、またはスプレッドシートから作る表や項目の名前として使えません。", "Take the name that is proposed.", "提案された名前を使ってください。"),
        Answer("name_refused", [422], "The thing cannot get the new name: it is none, it is taken, or something would mean something else.", "新しい名前に変更できません。名前として使えないか、使用済みか、別のものと取り違えられます。",
            "Take the name in proposal, or mend what diagnostics shows.", "proposal の名前を使うか、diagnostics の内容を直してください。"),
        Answer("not_recorded", [422], "No test can be made of the record.", "このレコードからテストは作れません。", "Choose another record, or another thing that is done to it.", "別のレコードか、別の操作を選んでください。"),
        Answer("invalid_tables", [422], "No app can be made of the tables of spreadsheets as they were confirmed.", "確認された表の内容ではアプリを作成できません。",
            "Correct what details names.", "details に示された箇所を直してください。"),
        Answer("unknown_type", [422], "A field of a table has a type that there is not.", "表の項目に存在しない型が指定されています。", "Take one of field-types.", "field-types にある型を使ってください。"),
        Answer("unknown_target", [422], "A lookup refers to a table that is not among those confirmed.", "参照先の表が、確認された表の中にありません。", "Name a table, or give the field another type.", "参照先の表を指定するか、項目の型を変えてください。"),
        Answer("name_taken", [422], "Two tables, or two fields of a table, have one name.", "表または項目の名前が重複しています。", "Give one of them another name.", "どちらかを別の名前にしてください。"),
        Answer("password_too_short", [422], "The password has fewer characters than required.", "パスワードの文字数が足りません。", "Choose a longer one.", "もっと長いものにしてください。"),
        Answer("password_too_long", [422], "The password has more characters than are taken.", "パスワードが長すぎます。", "Choose a shorter one.", "もっと短いものにしてください。"),
        Answer("failed_dependency", [424], "Another request of the same atomic group failed, so this one was undone.", "同じ不可分グループの別のリクエストが失敗したため、取り消されました。",
            "Mend the one that failed and send the group again.", "失敗したものを直し、グループ全体を送り直してください。"),
        Answer("too_many_sign_ins", [429], "Too many attempts to sign in from this address.", "このアドレスからのサインインの試行が多すぎます。", "Wait as long as Retry-After says.", "Retry-After の時間だけ待ってください。"),
        Answer("locked_out", [429], "Signing in to this account is locked after several wrong passwords.", "パスワードの誤りが続いたため、このアカウントはロックされています。", "Wait as long as Retry-After says, or ask the administrator.", "Retry-After の時間だけ待つか、管理者に連絡してください。"),
        Answer("unexpected", [500], "A defect on the server; nothing was changed.", "サーバーの不具合です。変更は行われていません。", "Give the administrator the number in detail.", "detail の番号を管理者に伝えてください。"),
        Answer("busy", [503], "The server has more to do than it takes at once.", "サーバーが混み合っています。", "Send the same request again after Retry-After seconds.", "Retry-After の秒数だけ待って、同じリクエストを送り直してください。"),
    ];

    public static ImmutableArray<ErrorCode> Details { get; } =
    [
        Detail("required", "The field must have a value.", "必須項目に値がありません。", "Fill it in.", "入力してください。"),
        Detail("read_only", "The field is not the caller's to change, always or in the record's present state.", "変更できない項目です(常に、または現在の状態では)。", "Leave it out, or bring the record into a state that allows it.", "送らないか、変更できる状態にしてから変更してください。"),
        Detail("rule", "A validation is not met; rule names it.", "検証ルールを満たしていません。rule がその名前です。", "Do as its message says.", "message に従ってください。"),
        Detail("guard", "A transition's guard is not met.", "遷移の前提を満たしていません。", "Do as its message says, then repeat the transition.", "message に従ってから、遷移をやり直してください。"),
        Detail("warning", "A remark from $evaluate; it does not hold up saving.", "$evaluate が返す注意です。保存は妨げません。", "Show it beside the field.", "項目のそばに表示してください。"),
        Detail("approval", "What was asked about an approval cannot be done: it is not open, decided already, or nobody could decide it.", "承認に関する操作を行えません(申請できない、決裁済み、決裁できる人がいないなど)。", "Do as its message says; GET …/{id}/$approvals tells what may be done.", "message に従ってください。できる操作は GET …/{id}/$approvals で分かります。"),
        Detail("locked", "The field is fixed while an approval is being decided.", "承認待ちの間は変更できない項目です。", "Wait for the decision, or withdraw with POST …/{id}/withdraw.", "決裁を待つか、POST …/{id}/withdraw で取り下げてください。"),
        Detail("no_transition", "The process has no transition there from the record's state.", "現在の状態からその状態への遷移がありません。", "Choose a state that a transition leads to.", "遷移できる状態を選んでください。"),
        Detail("several_transitions", "Several transitions lead to that state.", "その状態への遷移が複数あります。", "Call one of them: POST …/{id}/transition/{name}.", "POST …/{id}/transition/{name} でどれかを指定してください。"),
        Detail("budget", "A rule used up what one save may use; it and its line are named.", "ルールが一回の保存の上限を超えました。ルール名と行が示されます。", "The app's author makes the rule do less.", "アプリの作成者がルールの処理を減らしてください。"),
        Detail("type", "The value is not of the field's type.", "値が項目の型に合いません。", "Write it in the form that the message shows.", "message が示す形で書いてください。"),
        Detail("format", "The text is no e-mail address, telephone number, web address or currency code.", "メールアドレス、電話番号、URL、通貨コードの形式になっていません。", "Write it in the form that the message shows.", "message が示す形で書いてください。"),
        Detail("pattern", "The text does not match the field's pattern.", "項目に定められた形式と一致しません。", "See pattern of the field in /meta.", "/meta の pattern を参照してください。"),
        Detail("range", "The number is below the least or above the greatest allowed value.", "数値が許される範囲の外です。", "Choose a number within the limits.", "範囲内の数値にしてください。"),
        Detail("scale", "The number has more digits after the point than the field.", "小数点以下の桁数が多すぎます。", "Round it before sending.", "送る前に丸めてください。"),
        Detail("too_long", "The text or list is longer than allowed.", "文字列または一覧が長すぎます。", "Shorten it.", "短くしてください。"),
        Detail("characters", "The text holds a character that cannot be stored.", "保存できない文字が含まれています。", "Remove U+0000 and lone surrogates.", "U+0000 や不完全なサロゲートを取り除いてください。"),
        Detail("choice", "The value is none of the field's options, or no channel of the app.", "項目の選択肢にない値、またはアプリにないチャネルです。", "Send an option's value or a channel's name; /meta lists them.", "選択肢の値かチャネルの名前を送ってください。一覧は /meta にあります。"),
        Detail("ambiguous", "Several records have the text that an import gives for a lookup.", "インポートの参照項目に当てはまるレコードが複数あります。", "Name the record by its id or key.", "ID またはキーで指定してください。"),
        Detail("body", "The body, or a row of a list, is not a JSON object.", "本文または一覧の行が JSON オブジェクトではありません。", "Send an object with fields as members.", "項目をメンバーに持つオブジェクトを送ってください。"),
        Detail("duplicate", "A list names the same row twice.", "一覧に同じ行が二度あります。", "Send each row once.", "各行は一度だけ送ってください。"),
        Detail("unknown_property", "The entity has no such field.", "その名前の項目はありません。", "Take one of the names in /meta; a lookup is written with _id.", "/meta にある名前を使ってください。参照項目は _id を付けて書きます。"),
    ];

    public static IEnumerable<ErrorCode> All => Answers.Concat(Details);

    private static ErrorCode Answer(string code, ImmutableArray<int> statuses, string en, string ja, string remedyEn, string remedyJa) =>
        new(code, statuses, LocalizedText.Of(en, ja), LocalizedText.Of(remedyEn, remedyJa));

    private static ErrorCode Detail(string code, string en, string ja, string remedyEn, string remedyJa) => Answer(code, [], en, ja, remedyEn, remedyJa);
}
