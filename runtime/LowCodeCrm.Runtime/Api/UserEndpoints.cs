using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Runtime.Api;

/// <summary>People, for pickers of owners and their pictures: <c>GET /api/{app}/users?search=&amp;top=</c>.</summary>
internal static class UserEndpoints
{
    private const string Path = "users";

    /// <summary>Users in one answer at most; who looks for one more types more.</summary>
    public const int MaxUsers = 200;
    private const int DefaultUsers = 50;

    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapUsers(this IEndpointRouteBuilder app) => app.MapGet("/" + Path, ListAsync);

    private static async Task ListAsync(HttpContext context, UserStore users, UserDirectory directory, TimeProvider clock)
    {
        var request = context.ApiRequest();
        // An app may call an entity of its own so; then that is meant.
        if (request.Model.Find(Path) is not null)
        {
            await QueryEndpoints.List(context, Path, clock, context.RequestServices.GetRequiredService<Saving.SavePipeline>());
            return;
        }
        var search = RuleText.Fold(context.Request.Query["search"].ToString().Trim()) ?? "";
        var found = users.All().Where(user => search.Length == 0 || Texts(user).Any(text => text.Contains(search, StringComparison.Ordinal)))
            .OrderBy(user => user.IsDisabled).ThenBy(user => RuleText.Fold(user.Reading ?? user.DisplayName), StringComparer.Ordinal).ThenBy(user => user.Name, StringComparer.Ordinal)
            .Take(Top(context.Request.Query["top"].ToString())).ToList();
        // Who can be picked must be there to be referred to.
        foreach (var user in found) await directory.EnsureAsync(request.Lease.Version, user, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await Answer.Json(200, Write(found)).WriteAsync(context);
    }

    private static IEnumerable<string> Texts(UserAccount user) => new[] { user.DisplayName, user.DisplayName.Replace(" ", "", StringComparison.Ordinal), user.Reading, user.Name }.Select(RuleText.Fold).OfType<string>();

    private static int Top(string text) => text.Length == 0 ? DefaultUsers
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top <= MaxUsers ? top : throw QueryProblems.BadNumber("top", MaxUsers);

    private static byte[] Write(List<UserAccount> users)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            foreach (var user in users)
            {
                writer.WriteStartObject();
                writer.WriteString("id", user.Id);
                writer.WriteString("name", user.Name);
                writer.WriteString("displayName", user.DisplayName);
                writer.WriteString("reading", user.Reading);
                writer.WriteString("locale", user.Locale);
                writer.WriteBoolean("active", !user.IsDisabled);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
