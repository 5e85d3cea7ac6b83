using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Tests.Packages;

namespace LowCodeCrm.Engine.Tests.Rules.Safety;

/// <summary>The small app that attempts are made on: accounts, deals and their lines, a channel, a template.</summary>
internal static class SafetyPackage
{
    private static readonly AppPackage app = TestPackages.With(
        ("app.json", TestPackages.App),
        ("roles/sales.json", """{"id": "r_1", "title": "Sales", "entities": {"*": ["read"]}}"""),
        ("channels/email.json", """{"id": "c_1", "kind": "email", "contact": [{"entity": "account", "address": "mail"}]}"""),
        ("templates/thanks.en.txt", "Thank you"), ("templates/thanks.ja.txt", "ありがとうございます"),
        ("entities/account.json", TestPackages.EntityWith("""
            "name": {"type": "string", "maxLength": 200, "x-crm": {"id": "f_1"}}, "rank": {"type": "string", "x-crm": {"id": "f_2"}}, "total": {"x-crm": {"id": "f_3", "type": "money"}},
            "parent": {"x-crm": {"id": "f_4", "type": "lookup", "target": "account"}}, "mail": {"x-crm": {"id": "f_5", "type": "email"}}, "memo": {"x-crm": {"id": "f_6", "type": "longText"}}
            """, "\"id\": \"e_1\", \"display\": \"name\"", "\"name\"")),
        ("entities/deal.json", TestPackages.EntityWith("""
            "name": {"type": "string", "x-crm": {"id": "f_11"}}, "account": {"x-crm": {"id": "f_12", "type": "lookup", "target": "account"}}, "amount": {"x-crm": {"id": "f_13", "type": "money"}},
            "quantity": {"type": "integer", "x-crm": {"id": "f_14"}}, "close_on": {"type": "string", "format": "date", "x-crm": {"id": "f_15"}}, "note": {"x-crm": {"id": "f_16", "type": "longText"}},
            "stage": {"type": "string", "enum": ["open", "won", "lost"], "x-crm": {"id": "f_17", "type": "choice"}}, "labels": {"x-crm": {"id": "f_18", "type": "tags"}}, "done": {"type": "boolean", "x-crm": {"id": "f_19"}}
            """, "\"id\": \"e_2\", \"display\": \"name\"")),
        ("entities/line.json", TestPackages.EntityWith("""
            "name": {"type": "string", "x-crm": {"id": "f_21"}}, "deal": {"x-crm": {"id": "f_22", "type": "lookup", "target": "deal"}}, "price": {"x-crm": {"id": "f_23", "type": "decimal"}}
            """, "\"id\": \"e_3\", \"display\": \"name\"")));

    /// <summary>The app with a rules file.</summary>
    public static AppPackage WithRules(string text) => app.With(PackageFile.FromText("rules/attempt.rules", text));

    /// <summary>The app with files, each after a line <c>@ path</c>.</summary>
    public static AppPackage WithFiles(string text) =>
        Regex.Split(text, "^@ ", RegexOptions.Multiline).Where(part => part.Length > 0).Select(part => part.Split('\n', 2)).Aggregate(app, (made, part) => made.With(PackageFile.FromText(part[0], part[1])));
}
