using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using LowCodeCrm.Designer.Checks;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.Plans;
using LowCodeCrm.Designer.References;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Client;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Api.Description;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>What a client needs to draw the draft as it draws the app: <c>/meta</c> of what can be understood, and what is wrong with the rest. Nothing is compiled for it.</summary>
internal static class DraftMeta
{
    private static readonly ConditionalWeakTable<AppPackage, Lazy<MetaDocument>> Known = [];

    public static void MapDraftMeta(this IEndpointRouteBuilder endpoints) => endpoints.MapDesign("GET", "draft/meta", GetAsync);

    private static async Task GetAsync(DesignRequest request)
    {
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        var document = Of(draft);
        var own = Own(request, draft);
        var user = MetaAnswer.User(request.Context, request.Caller);
        await MetaAnswer.WriteAsync(request.Context, [document.Body, own, user], [Encoding.UTF8.GetBytes(draft.Token), Encoding.UTF8.GetBytes(request.Locale), BitConverter.GetBytes(draft.Live), user], "application/json; charset=utf-8");
    }

    private static MetaDocument Of(Draft draft) => Known.GetValue(draft.Package, package => new Lazy<MetaDocument>(() =>
    {
        var check = DraftCheck.Of(package);
        var sound = SoundRules.Of(check);
        return MetaDocument.Of(sound, ClientRules.Build(sound), draft.Live);
    })).Value;

    // , "revision" … : goes on where the document stopped.
    private static ReadOnlyMemory<byte> Own(DesignRequest request, Draft draft)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = DiagnosticJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("revision", draft.Token);
            writer.WriteNumber("live", draft.Live);
            writer.WriteNumber("changes", PackageDiff.Count(DraftStore.LiveOf(request.Host), draft.Package));
            writer.WritePropertyName("diagnostics");
            var check = DraftCheck.Of(draft.Package);
            JsonSerializer.Serialize(writer, ProblemJson.Of(check.Diagnostics, check.Model, request.Locale), DiagnosticJson.Options);
            writer.WriteEndObject();
        }
        var bytes = buffer.WrittenSpan[..^1].ToArray();
        bytes[0] = (byte)',';
        return bytes;
    }
}
