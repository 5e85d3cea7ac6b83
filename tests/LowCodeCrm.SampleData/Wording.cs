using Bogus;
using Row = System.Collections.Generic.Dictionary<string, object?>;

namespace LowCodeCrm.SampleData;

/// <summary>Names, addresses and sentences, given to the rows when all figures, dates and states are there: other words leave those as they are.</summary>
internal sealed class Wording(SalesData data, int seed)
{
    private readonly Randomizer random = new(seed);
    private readonly HashSet<string> mails = [];
    private Dictionary<string, Row> accounts = [];
    private Dictionary<string, Row> contacts = [];

    public void Give()
    {
        accounts = data.Accounts.ToDictionary(row => (string)row["code"]!);
        contacts = data.Contacts.ToDictionary(row => (string)row["code"]!);
        var taken = new HashSet<string>();
        foreach (var account in data.Accounts)
        {
            if (!IsJapanese(account)) Foreign(account, taken);
            Note(account, "note", Sentences.AccountNotes, IsJapanese(account));
        }
        foreach (var contact in data.Contacts) Contact(contact);
        foreach (var lead in data.Leads) Lead(lead);
        foreach (var deal in data.Opportunities) Note(deal, "description", Sentences.Deals, IsJapanese(AccountOf(deal)));
        var foreign = data.Opportunities.Where(deal => !IsJapanese(AccountOf(deal))).Select(deal => deal["code"]).ToHashSet();
        foreach (var line in data.Lines.Where(line => line["remark"] is not null && foreign.Contains(line["opportunity"]))) line["remark"] = "Special terms";
        foreach (var activity in data.Activities) Activity(activity);
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Int(0, items.Count - 1)];
    private string Pick((string[] Japanese, string[] English) sentences, bool isJapanese) => Pick(isJapanese ? sentences.Japanese : sentences.English);

    private static bool IsJapanese(Row account) => account["name_reading"] is not null;
    private Row AccountOf(Row row) => accounts[(string)row["account"]!];

    /// <summary>Where there was one before.</summary>
    private void Note(Row row, string field, (string[], string[]) sentences, bool isJapanese) => row[field] = row[field] is null ? null : Pick(sentences, isJapanese);

    private void Foreign(Row account, HashSet<string> taken)
    {
        string name;
        do name = Company((string)account["industry"]!);
        while (!taken.Add(name));
        var place = Pick(WesternWords.Places);
        account["name"] = name;
        (account["billing_address.region"], account["billing_address.city"], account["billing_address.postalCode"]) = (place.Region, place.City, place.Postal);
        account["billing_address.street"] = $"{random.Int(12, 1980)} {Pick(WesternWords.Streets)}";
    }

    private string Company(string industry) => $"{Pick(WesternWords.CompanyStems)} {Pick(WesternWords.CompanyEndings[industry])}{Pick(WesternWords.CompanyForms)}";

    private void Contact(Row contact)
    {
        var account = AccountOf(contact);
        if (!IsJapanese(account))
        {
            Westerner(contact, "name");
            (contact["department"], contact["job_title"]) = (Pick(WesternWords.Departments), Pick(WesternWords.JobTitles));
        }
        contact["email"] = Mail(contact, "name", ((string)account["website"]!)["https://www.".Length..]);
        Note(contact, "note", Sentences.ContactNotes, IsJapanese(account));
    }

    private void Lead(Row lead)
    {
        // Who was converted is one of that company's people.
        var account = lead["account"] is string code ? accounts[code] : null;
        var wasJapanese = lead["person.familyReading"] is not null;
        var isJapanese = account is null ? wasJapanese : IsJapanese(account);
        if (account is not null) lead["company"] = account["name"];
        else if (!isJapanese) lead["company"] = Company(Pick(WesternWords.CompanyEndings.Keys.ToArray()));
        if (!isJapanese)
        {
            Westerner(lead, "person");
            lead["job_title"] = Pick(WesternWords.JobTitles);
            if (lead["interests"] is not null) lead["interests"] = Pick(Words.WesternThemes);
            if (lead["phone"] is not null) lead["phone"] = $"+1{random.Int(201, 989)}{random.Int(200, 999)}{random.Int(1000, 9999)}";
        }
        else if (!wasJapanese)
        {
            var (family, given) = (Pick(Words.FamilyNames), Pick(Words.GivenNames));
            (lead["person.family"], lead["person.given"], lead["person.familyReading"], lead["person.givenReading"]) = (family.Text, given.Text, family.Kana, given.Kana);
            lead["job_title"] = Pick(Words.JobTitles);
        }
        lead["email"] = Mail(lead, "person", Domain((string)lead["company"]!) + ".example.net");
        Note(lead, "note", Sentences.LeadNotes, isJapanese);
    }

    private void Westerner(Row row, string field) =>
        (row[$"{field}.family"], row[$"{field}.given"], row[$"{field}.familyReading"], row[$"{field}.givenReading"]) = (Pick(WesternWords.LastNames), Pick(WesternWords.FirstNames), null, null);

    private void Activity(Row activity)
    {
        var account = AccountOf(activity);
        var (kind, isJapanese) = ((string)activity["kind"]!, IsJapanese(account));
        var person = contacts[(string)activity["contact"]!];
        var name = isJapanese ? person["name.family"] : $"{person["name.given"]} {person["name.family"]}";
        activity["subject"] = string.Format(System.Globalization.CultureInfo.InvariantCulture, Pick(Sentences.Subjects[kind], isJapanese), name, Bare((string)account["name"]!));
        Note(activity, "result", Sentences.Results[kind], isJapanese);
    }

    private static string Bare(string company) => company.Replace("株式会社", "", StringComparison.Ordinal).Replace("有限会社", "", StringComparison.Ordinal);

    private string Mail(Row row, string field, string domain)
    {
        var (family, given) = row[$"{field}.familyReading"] is string kana ? (Romaji.Of(kana), Romaji.Of((string)row[$"{field}.givenReading"]!))
            : (((string)row[$"{field}.family"]!).ToLowerInvariant(), ((string)row[$"{field}.given"]!).ToLowerInvariant());
        for (var number = 1; ; number++)
            if ($"{given}.{family}{(number == 1 ? "" : number)}@{domain}" is var mail && mails.Add(mail)) return mail;
    }

    private static string Domain(string company)
    {
        if (Words.CompanyStems.FirstOrDefault(stem => Bare(company).StartsWith(stem.Text, StringComparison.Ordinal)) is { Kana: { } kana }) return Romaji.Of(kana);
        return string.Concat(company.ToLowerInvariant().TakeWhile(c => c != ',').Where(char.IsAsciiLetter));
    }
}
