using Bogus;
using Row = System.Collections.Generic.Dictionary<string, object?>;

namespace LowCodeCrm.SampleData;

/// <summary>A year and a half of a company's sales that keeps the sample's own rules. Everything follows from the seed.</summary>
internal sealed class SalesData
{
    /// <summary>As <c>dataAsOf</c> of the sample's app.json has it.</summary>
    private static readonly DateOnly Today = new(2026, 4, 1);

    private const int LateDays = 9;
    private readonly Randomizer random;
    private readonly Faker western;

    public List<Row> Accounts { get; } = [];
    public List<Row> Contacts { get; } = [];
    public List<Row> Leads { get; } = [];
    public List<Row> Products { get; } = [];
    public List<Row> Opportunities { get; } = [];
    public List<Row> Lines { get; } = [];
    public List<Row> Activities { get; } = [];

    private SalesData(int seed)
    {
        random = new Randomizer(seed);
        western = new Faker("en") { Random = random };
    }

    public static SalesData Generate(int seed)
    {
        var data = new SalesData(seed);
        data.MakeProducts();
        var names = new HashSet<string>();
        while (data.Accounts.Count < 220)
            if (data.Account(data.Accounts.Count + 1) is var account && names.Add((string)account["name"]!))
                data.Accounts.Add(account);
        for (var i = 1; i <= 560; i++) data.Contacts.Add(data.Contact(i));
        for (var i = 1; i <= 320; i++) data.Leads.Add(data.Lead());
        for (var i = 1; i <= 1_050; i++) data.MakeOpportunity(i);
        while (data.Activities.Count < 3_200) data.Activities.Add(data.Activity());
        data.GiveOwners();
        new Wording(data, seed + 1).Give();
        return data;
    }

    // An account has one salesperson, who also has what belongs to it; foreign ones are James Okada's.
    private void GiveOwners()
    {
        var owners = new Dictionary<string, string>();
        foreach (var (account, i) in Accounts.Select((account, i) => (account, i)))
            owners[(string)account["code"]!] = (string)(account["owner"] = account["name_reading"] is null ? Words.Owners[^1] : Words.Owners[i * 7 % (Words.Owners.Length - 1)]);
        foreach (var row in Contacts.Concat(Opportunities).Concat(Activities)) row["owner"] = owners[(string)row["account"]!];
        foreach (var (lead, i) in Leads.Select((lead, i) => (lead, i))) lead["owner"] = lead["account"] is string code ? owners[code] : Words.Owners[i % Words.Owners.Length];
    }

    private bool Chance(double probability) => random.Double() < probability;
    private T Pick<T>(IReadOnlyList<T> items) => items[random.Int(0, items.Count - 1)];
    private string Weighted(params (string Value, int Weight)[] choices)
    {
        var at = random.Int(1, choices.Sum(choice => choice.Weight));
        foreach (var (value, weight) in choices)
            if ((at -= weight) <= 0)
                return value;
        return choices[^1].Value;
    }

    private string Phone(string area) => area.Length == 1 ? $"+81{area}{random.Int(3000, 6999)}{random.Int(1000, 9999)}" : $"+81{area}{random.Int(200, 799)}{random.Int(1000, 9999)}";
    private string Mobile() => $"+8190{random.Int(1000, 9999)}{random.Int(1000, 9999)}";

    private Row Account(int number)
    {
        var isJapanese = Chance(0.7);
        var row = new Row { ["code"] = $"A-{number:0000}" };
        var place = Pick(Words.Places);
        if (isJapanese)
        {
            var (stem, ending) = (Pick(Words.CompanyStems), Pick(Words.CompanyEndings));
            var form = Weighted(("株式会社前", 5), ("株式会社後", 4), ("有限会社", 1));
            row["name"] = form switch { "株式会社前" => $"株式会社{stem.Text}{ending.Text}", "株式会社後" => $"{stem.Text}{ending.Text}株式会社", _ => $"有限会社{stem.Text}{ending.Text}" };
            row["name_reading"] = stem.Kana + ending.Kana;
            row["industry"] = ending.Industry;
        }
        else
        {
            // What Bogus calls them, and where it has them live, is only told apart: Wording gives names that could be.
            row["name"] = western.Company.CompanyName();
            row["name_reading"] = null;
            row["industry"] = Weighted(("manufacturing", 3), ("it", 3), ("finance", 2), ("healthcare", 1), ("retail", 2), ("logistics", 1));
        }
        row["rank"] = Weighted(("A", 15), ("B", 35), ("C", 50));
        row["phone"] = isJapanese ? Phone(place.Area) : $"+1{random.Int(201, 989)}{random.Int(200, 999)}{random.Int(1000, 9999)}";
        row["website"] = $"https://www.a{number:0000}.example.com";
        row["billing_address.country"] = isJapanese ? "JP" : "US";
        row["billing_address.postalCode"] = isJapanese ? place.Postal : western.Address.ZipCode("#####");
        row["billing_address.region"] = isJapanese ? place.Region : western.Address.State();
        row["billing_address.city"] = isJapanese ? place.City : western.Address.City();
        row["billing_address.street"] = isJapanese ? place.Street : western.Address.StreetAddress();
        row["billing_address.building"] = isJapanese && Chance(0.4) ? $"{Pick(Words.CompanyStems).Text}ビル{random.Int(2, 20)}階" : null;
        row["employees"] = random.Int(1, 60) * random.Int(1, 60);
        row["annual_revenue"] = random.Int(5, 9_000) * 10_000_000L;
        row["default_currency"] = isJapanese || Chance(0.5) ? "JPY" : "USD";
        row["tags"] = Chance(0.4) ? string.Join(';', random.Shuffle(Words.Tags).Take(random.Int(1, 2))) : null;
        row["note"] = Chance(0.2) ? Place() : null;
        return row;
    }

    private (string Family, string Given, string? FamilyKana, string? GivenKana, string Mail) Person(bool isJapanese, int number)
    {
        if (!isJapanese)
        {
            var (first, last) = (western.Name.FirstName(), western.Name.LastName());
            return (last, first, null, null, $"{first}.{last}.{number}".ToLowerInvariant().Replace("'", ""));
        }
        var (family, given) = (Pick(Words.FamilyNames), Pick(Words.GivenNames));
        return (family.Text, given.Text, family.Kana, given.Kana, $"person{number:0000}");
    }

    private Row Contact(int number)
    {
        // The first contacts give every account one.
        var account = number <= Accounts.Count ? Accounts[number - 1] : Pick(Accounts);
        var isJapanese = account["name_reading"] is not null;
        var person = Person(isJapanese, number);
        return new Row
        {
            ["code"] = $"C-{number:00000}",
            ["name.family"] = person.Family, ["name.given"] = person.Given, ["name.familyReading"] = person.FamilyKana, ["name.givenReading"] = person.GivenKana,
            ["account"] = account["code"],
            ["department"] = isJapanese ? Pick(Words.Departments) : western.Commerce.Department(1),
            ["job_title"] = isJapanese ? Pick(Words.JobTitles) : western.Name.JobTitle(),
            ["influence"] = Weighted(("decision_maker", 2), ("influencer", 4), ("end_user", 4)),
            ["email"] = $"{person.Mail}@{((string)account["website"]!)["https://www.".Length..]}",
            ["phone"] = Chance(0.8) ? account["phone"] : null,
            ["mobile"] = isJapanese && Chance(0.5) ? Mobile() : null,
            ["preferred_channel"] = Weighted(("email", 5), ("phone", 3), ("line", 1)),
            ["newsletter"] = Chance(0.45),
            ["note"] = Chance(0.1) ? Place() : null,
        };
    }

    private Row Lead()
    {
        var isJapanese = Chance(0.75);
        var person = Person(isJapanese, random.Int(1000, 9999));
        var status = Weighted(("open", 30), ("contacted", 25), ("qualified", 15), ("converted", 15), ("disqualified", 15));
        var account = status == "converted" ? Pick(Accounts) : null;
        return new Row
        {
            ["company"] = account?["name"] ?? (isJapanese ? $"{Pick(Words.CompanyStems).Text}{Pick(Words.CompanyEndings).Text}" : western.Company.CompanyName()),
            ["person.family"] = person.Family, ["person.given"] = person.Given, ["person.familyReading"] = person.FamilyKana, ["person.givenReading"] = person.GivenKana,
            ["job_title"] = isJapanese ? Pick(Words.JobTitles) : western.Name.JobTitle(),
            ["email"] = $"{person.Mail}@lead.example.net",
            ["phone"] = Chance(0.5) ? Phone(Pick(Words.Places).Area) : null,
            ["source"] = Weighted(("web", 5), ("exhibition", 3), ("referral", 2), ("cold_call", 2), ("partner", 1)),
            ["status"] = status,
            ["rating"] = random.Int(0, 5),
            ["budget"] = Chance(0.6) ? random.Int(3, 200) * 100_000L : null,
            ["received_on"] = Today.AddDays(-random.Int(0, 400)),
            ["account"] = account?["code"],
            ["interests"] = Chance(0.5) ? Pick(Words.Themes) : null,
            ["note"] = Chance(0.3) ? Place() : null,
        };
    }

    private void MakeProducts()
    {
        (string Name, string Kana, string Category, long Price)[] families =
        [
            ("営業クラウド", "えいぎょうくらうど", "software", 180_000), ("顧客ポータル", "こきゃくぽーたる", "software", 240_000), ("分析エンジン", "ぶんせきえんじん", "software", 420_000), ("帳票サービス", "ちょうひょうさーびす", "software", 90_000),
            ("バーコード端末", "ばーこーどたんまつ", "hardware", 68_000), ("業務用タブレット", "ぎょうむようたぶれっと", "hardware", 95_000), ("導入支援", "どうにゅうしえん", "service", 350_000), ("操作研修", "そうさけんしゅう", "service", 120_000),
            ("データ移行", "でーたいこう", "service", 280_000), ("年間保守", "ねんかんほしゅ", "support", 150_000),
        ];
        (string Name, decimal Factor)[] editions = [("ライト", 0.6m), ("スタンダード", 1m), ("プロ", 1.8m), ("エンタープライズ", 3.2m)];
        foreach (var family in families)
            foreach (var edition in editions)
                Products.Add(new Row
                {
                    ["code"] = $"P-{Products.Count + 1:000}", ["name"] = $"{family.Name} {edition.Name}", ["name_reading"] = family.Kana, ["category"] = family.Category,
                    ["unit_price"] = decimal.Round(family.Price * edition.Factor), ["tax_rate"] = 10, ["released_on"] = new DateOnly(2021, 4, 1).AddMonths(random.Int(0, 48)), ["active"] = Chance(0.92),
                });
    }

    private void MakeOpportunity(int number)
    {
        var account = Pick(Accounts);
        var isJapanese = account["name_reading"] is not null;
        var contacts = Contacts.Where(contact => (string)contact["account"]! == (string)account["code"]!).ToList();
        var stage = Weighted(("prospecting", 22), ("proposal", 20), ("negotiation", 13), ("won", 28), ("lost", 17));
        var isOpen = stage is "prospecting" or "proposal" or "negotiation";
        var started = Today.AddDays(-(isOpen ? random.Int(5, 150) : random.Int(60, 500)));
        DateOnly? proposed = stage == "prospecting" ? null : started.AddDays(random.Int(7, 30));
        DateOnly? decided = isOpen ? null : Earlier(proposed!.Value.AddDays(random.Int(10, 60)), Today.AddDays(-1));
        if (decided < proposed) proposed = decided;
        var amount = MakeLines(number);
        Opportunities.Add(new Row
        {
            ["code"] = $"OP-{number:00000}",
            ["name"] = isJapanese ? $"{Pick(Words.Themes)}{Part(number, "（第{0}期）")}" : $"{Pick(Words.WesternThemes)}{Part(number, ", phase {0}")}",
            ["account"] = account["code"], ["main_contact"] = Pick(contacts)["code"],
            ["stage"] = stage, ["amount"] = stage == "prospecting" && Chance(0.2) ? null : amount, ["currency"] = "JPY",
            ["probability"] = stage switch { "prospecting" => 10, "proposal" => 30, "negotiation" => 60, "won" => 100, _ => 0 },
            ["close_on"] = decided ?? Ahead(Today.AddDays(random.Int(-20, 150)), number, 24), ["proposed_on"] = proposed, ["decided_on"] = decided,
            ["next_contact_on"] = isOpen ? Ahead(Today.AddDays(random.Int(-7, 30)), number, 24) : null,
            ["lost_reason"] = stage == "lost" ? Weighted(("price", 4), ("competitor", 3), ("timing", 2), ("no_budget", 2), ("no_answer", 1)) : null,
            ["competitors"] = Chance(0.25) ? Pick(new[] { "Acme CRM", "Globex", "北斗ソフト" }) : null,
            ["description"] = Chance(0.3) ? Place() : null,
        });
    }

    /// <returns>The sum of the lines, as the deal's amount.</returns>
    private long MakeLines(int number)
    {
        var total = 0m;
        foreach (var product in random.Shuffle(Products).Take(random.Int(1, 4)))
        {
            var (quantity, price) = (random.Int(1, 12), (decimal)product["unit_price"]!);
            int? discount = Chance(0.3) ? random.Int(1, 6) * 5 : null;
            total += decimal.Round(quantity * price * (100 - (discount ?? 0)) / 100, MidpointRounding.AwayFromZero);
            Lines.Add(new Row { ["opportunity"] = $"OP-{number:00000}", ["product"] = product["code"], ["quantity"] = quantity, ["unit_price"] = price, ["discount"] = discount, ["remark"] = Chance(0.1) ? "特別条件あり" : null });
        }
        return (long)total;
    }

    private Row Activity()
    {
        var opportunity = Chance(0.75) ? Pick(Opportunities) : null;
        var account = opportunity is null ? Pick(Accounts) : Accounts.Find(item => (string)item["code"]! == (string)opportunity["account"]!)!;
        var contacts = Contacts.Where(contact => (string)contact["account"]! == (string)account["code"]!).ToList();
        var kind = Weighted(("call", 35), ("visit", 20), ("email", 20), ("meeting", 15), ("task", 10));
        var isPast = Chance(0.82);
        var day = isPast ? Today.AddDays(-random.Int(1, 450)) : Today.AddDays(random.Int(0, 45));
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(isPast ? -2 : 2);
        var status = Chance(0.06) ? "cancelled" : isPast && Chance(0.95) ? "done" : "planned";
        var hasResult = status == "done";
        // What was planned long ago has been done since; of the days around today little is still to do.
        if (status == "planned" && day < Today.AddDays(-LateDays)) status = "done";
        else if (status == "planned") day = Ahead(day, Activities.Count, 30);
        var isJapanese = account["name_reading"] is not null;
        var hasTime = kind is "visit" or "meeting";
        return new Row
        {
            ["subject"] = isJapanese && kind is not ("call" or "visit") ? Place() : "", ["kind"] = kind, ["status"] = status, ["due_on"] = day, ["done_on"] = status == "done" ? day : null,
            // Business hours in Tokyo, written in UTC.
            ["starts_at"] = hasTime ? day.ToDateTime(new TimeOnly(random.Int(0, 8), random.Bool() ? 0 : 30), DateTimeKind.Utc) : null,
            ["length"] = hasTime ? Weighted(("PT30M", 2), ("PT1H", 5), ("PT1H30M", 2), ("PT2H", 1)) : null,
            ["account"] = account["code"], ["contact"] = Pick(contacts)["code"], ["opportunity"] = opportunity?["code"],
            ["result"] = hasResult && Chance(0.6) ? Place() : null,
        };
    }

    /// <summary>A place for a sentence: which, <see cref="Wording"/> chooses. Something is drawn for it all the same, so that what follows is what it always was.</summary>
    private string Place()
    {
        _ = random.Int(0, 6);
        return "";
    }

    /// <summary>
    /// The data are moved along by whole weeks, so the day that they are seen on is Today or one of the six after it. What is open until then is late by the end
    /// of that week: of all that falls before it, one in so many stays, the rest is four weeks on.
    /// </summary>
    private static DateOnly Ahead(DateOnly day, int number, int oneIn) => day >= Today.AddDays(-LateDays) && day < Today.AddDays(7) && number % oneIn == 0 ? day : day < Today.AddDays(7) ? day.AddDays(28) : day;

    /// <summary>Two deals in three belong to a series.</summary>
    private static string Part(int number, string format) => number % 3 is > 0 and var part ? string.Format(System.Globalization.CultureInfo.InvariantCulture, format, part) : "";

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
