using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Benchmarks.Samples;

/// <summary>The opportunities table that both sides serve: twelve fields, and on our side twenty rules.</summary>
internal static class BenchmarkApp
{
    public const string Name = "bench";
    public static readonly string[] Stages = ["prospecting", "proposal", "negotiation", "won", "lost"];
    public static readonly string[] Sources = ["web", "referral", "event"];

    /// <summary>The fields that both sides answer with, the id first.</summary>
    public const string Fields = "id,name,amount,stage,probability,close_on,account_name,contact_email,source,priority,next_step,is_key,weighted";

    /// <summary>With ids.</summary>
    public static AppPackage Package(string? moreRules = null)
    {
        List<PackageFile> files =
        [
            PackageFile.FromText("app.json", $$"""{"formatVersion": 1, "id": "a_bench", "name": "{{Name}}", "title": "Benchmark", "locales": ["en", "ja"], "defaultLocale": "en", "timeZone": "Asia/Tokyo", "currency": "JPY"}"""),
            PackageFile.FromText("entities/opportunity.json", Entity),
            PackageFile.FromText("views/opportunity.all.json", """{"kind": "list", "title": "All", "columns": ["name", "stage", "amount", "close_on"], "sort": ["-close_on"]}"""),
            PackageFile.FromText("rules/opportunity.rules", Rules),
        ];
        if (moreRules is not null) files.Add(PackageFile.FromText("rules/zz_more.rules", moreRules));
        var next = 0;
        return IdAssigner.Fill(new AppPackage(files), null, () => "b" + (next++).ToString(CultureInfo.InvariantCulture));
    }

    public static void WriteFolder(string folder)
    {
        foreach (var file in Package().Files.Values)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, [.. file.Content]);
        }
    }

    /// <summary>Rows that every rule accepts, the same on both sides.</summary>
    public static IEnumerable<BenchmarkRow> Rows(int count)
    {
        var random = new Random(20_260_401);
        var first = new DateOnly(2026, 1, 1);
        for (var i = 0; i < count; i++)
            yield return new BenchmarkRow(
                $"Deal {i} with 青山商事", random.Next(1, 5_000) * 1_000L, Stages[random.Next(3)], random.Next(10, 90), first.AddDays(random.Next(700)),
                $"Account {random.Next(2_000)}", $"buyer{i}@example.com", Sources[random.Next(3)], random.Next(1, 6), "Call back next week", random.Next(2) == 0);
    }

    public static string Csv(int rows)
    {
        var text = new StringBuilder("name,amount,stage,probability,close_on,account_name,contact_email,source,priority,next_step,is_key\n");
        foreach (var row in Rows(rows))
            text.Append(CultureInfo.InvariantCulture, $"{row.Name},{row.Amount},{row.Stage},{row.Probability},{row.CloseOn:yyyy-MM-dd},{row.AccountName},{row.ContactEmail},{row.Source},{row.Priority},{row.NextStep},{(row.IsKey ? "true" : "false")}\n");
        return text.ToString();
    }

    private const string Entity = """
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Opportunity", "type": "object", "required": ["name", "stage"],
         "properties": {
          "name": {"type": "string", "maxLength": 200},
          "amount": {"type": ["number", "null"], "minimum": 0, "x-crm": {"type": "money", "scale": 2}},
          "stage": {"type": "string", "enum": ["prospecting", "proposal", "negotiation", "won", "lost"], "x-crm": {"type": "choice"}},
          "probability": {"type": ["integer", "null"], "minimum": 0, "maximum": 100},
          "close_on": {"type": ["string", "null"], "format": "date", "x-crm": {"type": "date"}},
          "account_name": {"type": ["string", "null"], "maxLength": 200},
          "contact_email": {"type": ["string", "null"], "x-crm": {"type": "email"}},
          "source": {"type": ["string", "null"], "enum": ["web", "referral", "event", null], "x-crm": {"type": "choice"}},
          "priority": {"type": ["integer", "null"]},
          "next_step": {"type": ["string", "null"], "maxLength": 500},
          "is_key": {"type": ["boolean", "null"]},
          "weighted": {"type": ["number", "null"], "x-crm": {"type": "money", "scale": 2}}},
         "x-crm": {"display": "name", "history": true, "search": ["name", "account_name"]}}
        """;

    private const string Rules = """
        rules for opportunity {
          validate late_stage_is_likely {
            when stage = negotiation and amount >= 1_000_000_000
            require probability >= 50
            message en "A large deal under negotiation needs a probability of 50 or more" ja "交渉中の大型案件は確度50以上が必要です"
            at probability
          }
          validate won_needs_amount { when stage = won require amount > 0 message en "A won deal needs an amount" ja "受注時は金額が必要です" at amount }
          validate amount_in_range { when amount is set require amount <= 1_000_000_000_000 message en "The amount is too large" ja "金額が大きすぎます" at amount }
          validate lost_is_improbable { when stage = lost require probability = 0 or probability is empty message en "A lost deal has no probability" ja "失注案件の確度は0です" at probability }
          validate likely_has_date { when probability > 90 require close_on is set message en "Enter the closing date" ja "完了予定日を入力してください" at close_on }
          validate key_has_account { when is_key = true require account_name is set message en "A key deal names its account" ja "重要案件には取引先が必要です" at account_name }
          validate urgent_has_step { when priority = 1 and stage = negotiation require next_step is set message en "What comes next?" ja "次の行動を入力してください" at next_step }
          validate not_long_ago { when close_on is set require close_on >= 2020-01-01 message en "The date is long past" ja "日付が古すぎます" at close_on }
          validate priority_range { when priority is set require priority between 1 and 5 message en "Priority is 1 to 5" ja "優先度は1から5です" at priority }
          validate name_is_short { require length(name) <= 120 message en "Shorten the name" ja "名前を短くしてください" at name }
          default probability = 10
          default priority = 3
          default source = web
          before save tidy { set name = trim(name) }
          computed weighted : money = round_half_up(amount * probability / 100, 0)
          required amount when stage = won
          required next_step when priority = 1 and is_key = true
          readonly amount when stage in {won, lost}
          show next_step when stage not in {won, lost}
          warn close_on when close_on < today() message en "Close date is in the past" ja "完了予定日が過ぎています"
        }
        """;
}

internal sealed record BenchmarkRow(
    string Name, long Amount, string Stage, int Probability, DateOnly CloseOn, string AccountName, string ContactEmail, string Source, int Priority, string NextStep, bool IsKey);
