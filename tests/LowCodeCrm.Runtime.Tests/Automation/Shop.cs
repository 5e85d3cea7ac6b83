using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Automation;
using LowCodeCrm.Runtime.Channels;
using LowCodeCrm.Runtime.Testing;
using LowCodeCrm.Runtime.Tests.Apps;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Automation;

/// <summary>Accounts, their contacts, deals and tasks, with two channels and a template: what rules that act by themselves are tried on.</summary>
internal static class Shop
{
    public static AppPackage Package(string rules) => LiveApp.Package(rules,
        ("account", """
            "name": {"type": "string"}, "rank": {"type": ["string", "null"], "enum": ["a", "b", "c", null]}, "last_on": {"type": ["string", "null"], "format": "date"},
            "won": {"type": ["number", "null"], "x-crm": {"type": "money", "scale": 2}}, "labels": {"type": ["array", "null"], "items": {"type": "string"}, "x-crm": {"type": "tags"}}
            """, ""),
        ("contact", """
            "name": {"type": "string"}, "email": {"type": ["string", "null"], "x-crm": {"type": "email"}}, "tel": {"type": ["string", "null"], "x-crm": {"type": "phone"}},
            "preferred": {"type": ["string", "null"], "enum": ["email", "phone", null]},
            "account": {"type": ["string", "null"], "x-crm": {"type": "lookup", "target": "account"}}
            """, ""),
        ("deal", """
            "name": {"type": "string"}, "stage": {"type": ["string", "null"], "enum": ["open", "won", "lost", null]}, "amount": {"type": ["number", "null"], "x-crm": {"type": "decimal", "scale": 2}},
            "account": {"type": ["string", "null"], "x-crm": {"type": "lookup", "target": "account"}}, "contact": {"type": ["string", "null"], "x-crm": {"type": "lookup", "target": "contact"}},
            "agent": {"type": ["string", "null"], "x-crm": {"type": "user"}}
            """, ""),
        ("task", """
            "title": {"type": "string"}, "due_on": {"type": ["string", "null"], "format": "date"},
            "account": {"type": ["string", "null"], "x-crm": {"type": "lookup", "target": "account"}}, "contact": {"type": ["string", "null"], "x-crm": {"type": "lookup", "target": "contact"}}
            """, ""))
        .With(PackageFile.FromText("channels/email.json", """{"id": "c_email", "title": "Email", "contact": [{"entity": "contact", "address": "email"}]}"""))
        .With(PackageFile.FromText("channels/phone.json", """{"id": "c_phone", "title": "Phone", "contact": [{"entity": "contact", "address": "tel"}]}"""))
        .With(PackageFile.FromText("roles/sales.json", """{"id": "r_sales", "title": "Sales"}"""))
        .With(PackageFile.FromText("templates/thanks.en.md", "Thank you"));

    public static string[] Mistakes(string rules) => [.. AppCompiler.Check(Package(rules)).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id)];

    /// <summary>Runs the tests in the rules: on the interpreter.</summary>
    public static async Task PassAsync(string rules)
    {
        var compiled = AppCompiler.Compile(Package(rules));
        Assert.DoesNotContain(compiled.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        using var app = compiled.App!;
        var report = await RuleTestRunner.RunAsync(app, TestContext.Current.CancellationToken);
        Assert.NotEmpty(report.Tests);
        Assert.True(report.Passed, string.Join("\n", report.Tests.Select(test => $"{test.Name}: {test.Message?.For("en")}")));
    }

    public static async Task<IReadOnlyList<OutboxEntry>> OutboxAsync(LiveApp app)
    {
        using var lease = app.Host.Lease();
        await using var connection = await lease.Database.OpenReadAsync(default);
        return [.. Enumerable.Reverse(OutboxReader.Read(connection, lease, null, null, 0, 1_000))];
    }

    public static async Task ConsentAsync(LiveApp app, Guid contact, string channel, string state = ConsentState.Granted)
    {
        using var lease = app.Host.Lease();
        await app.Pipeline.InTransactionAsync(lease, LiveApp.Hanako, app.Pipeline.Limits,
            transaction => ConsentLog.Add(transaction.Unit, lease.App.Model.Entity("contact"), contact, lease.App.Model.FindChannel(channel)!, state, "", null), default);
    }
}
