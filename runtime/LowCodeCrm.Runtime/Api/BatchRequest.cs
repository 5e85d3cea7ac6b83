using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Saving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Runtime.Api;

/// <summary>OData's JSON batch: requests in order; those of one <c>atomicityGroup</c> stand or fall together.</summary>
internal static class BatchRequest
{

    private sealed record Part(string Id, string Method, string Path, string? Group, IHeaderDictionary Headers, JsonElement? Body);

    public static async Task RunAsync(HttpContext context)
    {
        var request = context.ApiRequest();
        using var document = await JsonBody.ReadAsync(context) ?? throw Bad("The batch needs a JSON body.", "バッチには JSON の本文が必要です。");
        var parts = Read(document.RootElement, request.Lease.Version.AppName);
        var pipeline = context.RequestServices.GetRequiredService<SavePipeline>();
        var operations = new RecordOperations(request, pipeline.Limits, RecordEndpoints.BaseUrl(context, request));
        var answers = new List<(string Id, string? Group, Answer Answer)>();
        var created = new Dictionary<string, string>(StringComparer.Ordinal);
        var goesOn = GoesOn(context.Request.Headers);
        for (var i = 0; i < parts.Count;)
        {
            // As OData has it: the first failure ends the batch, unless the client prefers to go on.
            if (!goesOn && answers.Exists(a => !a.Answer.IsSuccess))
            {
                answers.AddRange(parts[i..].Select(p => (p.Id, p.Group, Failed(request, "An earlier request of the batch failed; this one was not tried. Send Prefer: continue-on-error to go on.", "バッチの前のリクエストが失敗したため、実行されませんでした。続行するには Prefer: continue-on-error を送信してください。"))));
                break;
            }
            var count = 1;
            if (parts[i].Group is { } group)
                while (i + count < parts.Count && parts[i + count].Group == group) count++;
            var run = parts.GetRange(i, count);
            if (run is [{ Method: "GET" } read])
                answers.Add((read.Id, read.Group, Resolve(read.Path, created) is { } path ? await SubRequest.GetAsync(context, path) : Failed(request, "The request that this one refers to created nothing.", "参照先のリクエストは何も作成していません。")));
            else answers.AddRange(await WriteAsync(request, pipeline, operations, run, created, context.RequestAborted));
            i += count;
        }
        await Answer.Json(200, Write(answers)).WriteAsync(context);
    }

    private static async Task<List<(string, string?, Answer)>> WriteAsync(
        ApiRequest request, SavePipeline pipeline, RecordOperations operations, List<Part> run, Dictionary<string, string> created, CancellationToken cancellationToken)
    {
        var isGroup = run[0].Group is not null;
        var time = BatchLimits.Default.GroupTime;
        // A group of many is a job: a transaction to itself, for longer than a single save may take.
        var limits = run.Count > 1 ? pipeline.Limits with { Time = time } : pipeline.Limits;
        return await pipeline.InTransactionAsync(request.Lease, request.Caller, limits, transaction =>
        {
            var begun = Stopwatch.GetTimestamp();
            var answers = new List<(string, string?, Answer)>();
            var failed = false;
            foreach (var part in run)
            {
                Answer answer;
                try
                {
                    answer = failed ? Failed(request, "Another request of the group failed; nothing of the group was done.", "同じグループの別のリクエストが失敗したため、何も実行されませんでした。")
                        : run.Count > 1 && Stopwatch.GetElapsedTime(begun) > time ? Answer.Problem(new ApiProblem(422, "budget", LocalizedText.Of($"The group takes longer than {time.TotalSeconds:0} seconds. Send it in smaller groups.", $"グループの処理が {time.TotalSeconds:0} 秒を超えました。小さなグループに分けて送信してください。")), request.Locale)
                        : Resolve(part.Path, created) is not { } path ? Failed(request, "The request that this one refers to created nothing.", "参照先のリクエストは何も作成していません。")
                        : operations.Plan(part.Method, path, part.Headers, part.Body)(transaction);
                }
                catch (ApiProblem problem)
                {
                    answer = Answer.Problem(problem, request.Locale);
                }
                if (answer.IsSuccess && answer.Headers.GetValueOrDefault("Location") is { } location) created[part.Id] = string.Join('/', location.Split('/')[^2..]);
                failed |= !answer.IsSuccess;
                answers.Add((part.Id, part.Group, answer));
            }
            if (!failed) return answers;
            transaction.Reject();
            if (!isGroup) return answers;
            foreach (var part in run) created.Remove(part.Id);
            var undone = Failed(request, "Another request of the group failed; this one was undone.", "同じグループの別のリクエストが失敗したため、取り消されました。");
            return [.. answers.Select(a => a.Item3.IsSuccess ? (a.Item1, a.Item2, undone) : a)];
        }, cancellationToken);
    }

    private static Answer Failed(ApiRequest request, string en, string ja) =>
        Answer.Problem(new ApiProblem(424, "failed_dependency", LocalizedText.Of(en, ja)), request.Locale);

    private static bool GoesOn(IHeaderDictionary headers) =>
        headers["Prefer"].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries)).Any(p => p is "continue-on-error" or "continue-on-error=true" or "odata.continue-on-error" or "odata.continue-on-error=true");

    // $1 at the start of a URL is what request 1 created; null: nothing.
    private static string? Resolve(string path, Dictionary<string, string> created)
    {
        if (!path.StartsWith('$')) return path;
        var end = path.AsSpan().IndexOfAny('/', '?');
        var id = end < 0 ? path[1..] : path[1..end];
        return created.TryGetValue(id, out var address) ? address + (end < 0 ? "" : path[end..]) : null;
    }

    private static List<Part> Read(JsonElement root, string app)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("requests", out var requests) || requests.ValueKind != JsonValueKind.Array)
            throw Bad("The batch needs an array \"requests\".", "バッチには配列 \"requests\" が必要です。");
        var limit = BatchLimits.Default.Requests;
        if (requests.GetArrayLength() > limit) throw Bad($"A batch may have {limit} requests.", $"バッチのリクエストは {limit} 件までです。");
        var parts = new List<Part>();
        foreach (var item in requests.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) throw Bad("Each request of a batch is an object.", "バッチの各リクエストはオブジェクトにしてください。");
            string? Text(string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            var (id, method, url) = (Text("id"), Text("method")?.ToUpperInvariant(), Text("url"));
            if (id is null || method is null || url is null) throw Bad("Each request of a batch needs \"id\", \"method\" and \"url\".", "バッチの各リクエストには \"id\"、\"method\"、\"url\" が必要です。");
            var headers = new HeaderDictionary();
            if (item.TryGetProperty("headers", out var given) && given.ValueKind == JsonValueKind.Object)
                foreach (var header in given.EnumerateObject())
                    if (header.Value.ValueKind == JsonValueKind.String) headers[header.Name] = header.Value.GetString();
            JsonElement? body = item.TryGetProperty("body", out var sent) && sent.ValueKind != JsonValueKind.Null ? sent : null;
            parts.Add(new Part(id, method, Below(url, app), Text("atomicityGroup"), headers, body));
        }
        return parts;
    }

    // Relative to the app, from the root, or absolute.
    private static string Below(string url, string app)
    {
        if (url.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme && url.IndexOf('/', scheme + 3) is > 0 and var slash) url = url[slash..];
        var root = $"/api/{app}/";
        return url.StartsWith(root, StringComparison.Ordinal) ? url[root.Length..] : url.TrimStart('/');
    }

    private static byte[] Write(List<(string Id, string? Group, Answer Answer)> answers)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("responses");
            foreach (var (id, group, answer) in answers)
            {
                writer.WriteStartObject();
                writer.WriteString("id", id);
                if (group is not null) writer.WriteString("atomicityGroup", group);
                writer.WriteNumber("status", answer.Status);
                writer.WriteStartObject("headers");
                foreach (var (name, value) in answer.Headers) writer.WriteString(name.ToLowerInvariant(), value);
                if (answer.Body.Length > 0 && !answer.Headers.ContainsKey("Content-Type")) writer.WriteString("content-type", "application/json");
                writer.WriteEndObject();
                if (answer.Body.Length > 0)
                {
                    writer.WritePropertyName("body");
                    writer.WriteRawValue(answer.Body);
                }
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static ApiProblem Bad(string en, string ja) => ApiProblem.Malformed(en, ja);
}
