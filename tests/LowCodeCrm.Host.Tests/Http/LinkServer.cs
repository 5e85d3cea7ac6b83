using LowCodeCrm.Testing;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>A small app with a many-to-many field, fields computed on reading, and rules that ask what was changed.</summary>
public sealed class LinkServer : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "crm-links-" + Guid.NewGuid().ToString("N"));
    private CrmHost? host;

    public CrmHost Host => host!;
    public ApiClient Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var package = Path.Combine(folder, "links");
        Write("app.json", """{"formatVersion": 1, "name": "links", "title": "Links", "locales": ["en", "ja"], "defaultLocale": "en", "timeZone": "Asia/Tokyo", "currency": "JPY", "calendar": "jp"}""");
        Write("entities/member.json", """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Member", "type": "object", "required": ["name"], "properties": {
              "name": {"type": "string"}, "hours": {"type": ["integer", "null"]}, "active": {"type": ["boolean", "null"]}
            }, "x-crm": {"display": "name"}}
            """);
        Write("entities/project.json", """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Project", "type": "object", "required": ["name"], "properties": {
              "name": {"type": "string"}, "due_on": {"type": ["string", "null"], "format": "date"}, "rank": {"type": ["string", "null"]}, "note": {"type": ["string", "null"]},
              "limit": {"type": ["integer", "null"]},
              "members": {"type": "array", "items": {"type": "string", "format": "uuid"}, "x-crm": {"type": "manyToMany", "target": "member"}}
            }, "x-crm": {"display": "name"}}
            """);
        Write("rules/project.rules", """
            rules for project {
              default rank = "B"
              computed hours : int = sum(members where active, hours)
              computed people : int = count(members)
              computed longest : int? = max(members, hours)
              computed days_left : int? = days_between(today(), due_on)
              computed deadline : date? = business_days(today(), limit)
              validate within_limit { when limit is set require hours <= limit and all(members, name is set) message en "Too many hours" ja "時間が多すぎます" at members }
              required note when changed(rank) and not is_new()
              show limit when changed(note)
              validate rank_up { when old(rank) = "A" require rank = "A" message en "A stays A" ja "A は下げられません" at rank }
            }
            """);
        host = await CrmHost.StartAsync(new CrmHostOptions(Path.Combine(folder, "data"), "http://127.0.0.1:0") { AdminPassword = CrmServerFixture.Password, Apps = [new DirectoryInfo(package)] }, CancellationToken.None);
        Api = CrmServerFixture.ClientOf(host, "links");

        void Write(string path, string text)
        {
            var file = Path.Combine(package, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
