using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Apps;
using Microsoft.OpenApi;
using static LowCodeCrm.Runtime.Api.Description.OpenApiSchemas;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>The HTTP API of one version of an app as an OpenAPI document, in one language.</summary>
internal sealed class OpenApiBuilder
{
    // No entity can be called that.
    private const string AppTag = "$app";
    private readonly AppVersion version;
    private readonly CrmModel model;
    private readonly string locale;
    private readonly OpenApiDocument document = new();
    private readonly OpenApiSchemas schemas;
    private readonly OpenApiParts parts;
    private readonly OpenApiNames names;

    public OpenApiBuilder(AppVersion version, string locale)
    {
        (this.version, this.locale, model) = (version, locale, version.App.Model);
        names = new OpenApiNames(model);
        schemas = new OpenApiSchemas(document, model, names, locale);
        parts = new OpenApiParts(document, schemas);
    }

    public OpenApiDocument Build()
    {
        document.Info = new OpenApiInfo
        {
            Title = model.Title.For(locale, model.DefaultLocale), Version = $"{model.Version}+{version.Number.ToString(CultureInfo.InvariantCulture)}",
            Description = parts.Say("Records of the app, as OData v4.01 and plain HTTP.", "アプリのレコード（OData v4.01 と HTTP）。"),
            License = new OpenApiLicense { Name = parts.Say("The app's owner's", "アプリの所有者に帰属"), Identifier = "LicenseRef-App" },
        };
        document.Servers = [new OpenApiServer { Url = $"/api/{Uri.EscapeDataString(version.AppName)}", Description = parts.Say("This server", "このサーバー") }];
        document.Paths = [];
        document.Tags = new HashSet<OpenApiTag> { new() { Name = AppTag, Description = parts.Say("The app as a whole", "アプリ全体") } };
        foreach (var entity in Entities) document.Tags.Add(new OpenApiTag { Name = entity.Name, Description = Label(entity) });
        Security();
        schemas.AddShared();
        parts.Add();
        foreach (var entity in model.Entities) document.AddComponent(names.Of(entity), schemas.Record(entity, version.App.Rules.For(entity)));
        foreach (var entity in Entities)
        {
            document.AddComponent(names.Of(entity) + ".new", schemas.Input(entity, version.App.Rules.For(entity), isNew: true));
            document.AddComponent(names.Of(entity) + ".input", schemas.Input(entity, version.App.Rules.For(entity), isNew: false));
        }
        App();
        foreach (var entity in Entities) new OpenApiEntity(document, schemas, parts, names.Of(entity), Label(entity), entity, version.App.Rules.For(entity), [.. model.Channels.Select(c => c.Name)]).Add();
        return document;
    }

    private IEnumerable<Entity> Entities => model.Entities.Where(e => !e.IsSystem);

    private string Label(Entity entity) => entity.Label.For(locale, model.DefaultLocale);

    private void Security()
    {
        document.AddComponent("bearer", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = parts.Say("An API key.", "API キー。") });
        document.AddComponent("session", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = AuthenticationMiddleware.SessionCookie,
            Description = parts.Say($"The cookie of a sign-in; requests that change something also send {AuthenticationMiddleware.AntiForgeryHeaders[0]}.", $"サインインのクッキー。変更を伴う要求では {AuthenticationMiddleware.AntiForgeryHeaders[0]} も送る。"),
        });
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", document)] = [] },
        ];
    }

    private void App()
    {
        var any = new OpenApiSchema { Type = JsonSchemaType.Object };
        var text = Of(JsonSchemaType.String);
        Get("/", "service", parts.Say("The entity sets", "エンティティセットの一覧"), OpenApiParts.Json(parts.Say("The service document.", "サービスドキュメント。"), Object(("@odata.context", text), ("value", Array(any)))), ["404"]);
        Get("/$metadata", "metadata", parts.Say("The model as CSDL", "モデル（CSDL）"), OpenApiParts.Body("CSDL", "application/xml", text), ["404"]);
        Get("/meta", "meta", parts.Say("What a client needs to draw the app", "アプリの表示に必要な定義"), OpenApiParts.Json(parts.Say("Entities, forms, views, labels and rules.", "エンティティ、フォーム、ビュー、ラベル、ルール。"), any), ["404"]);
        Get("/openapi.json", "openapi", parts.Say("This document", "この文書"), OpenApiParts.Json("OpenAPI 3.1", any), ["404"]);
        Get("/changes", "changes", parts.Say("Changes as they happen (server-sent events)", "変更の通知（Server-Sent Events）"), OpenApiParts.Body(parts.Say("Events.", "イベント。"), "text/event-stream", text), ["400", "404"],
            new OpenApiParameter { Name = "Last-Event-ID", In = ParameterLocation.Header, Schema = text, Description = parts.Say("Resume after this event.", "このイベントの続きから受け取る。") });

        var request = Object(("id", text), ("method", text), ("url", text), ("atomicityGroup", text), ("headers", any), ("body", new OpenApiSchema()));
        var response = Object(("id", text), ("status", Of(JsonSchemaType.Integer)), ("headers", any), ("body", new OpenApiSchema()));
        Path("/$batch", (HttpMethod.Post, parts.Operation("batch", AppTag, parts.Say("Several requests in one", "複数の要求をまとめて送る"), "200", OpenApiParts.Json(parts.Say("The answers.", "応答。"), Object(("responses", Array(response)))), ["400", "413"], null, OpenApiParts.Request(Object(("requests", Array(request)))))));

        var form = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, IOpenApiMediaType> { ["multipart/form-data"] = new OpenApiMediaType { Schema = Object(("file", Of(JsonSchemaType.String, "binary"))) } } };
        Path("/files", (HttpMethod.Post, parts.Operation("upload", AppTag, parts.Say("Upload a file", "ファイルのアップロード"), "201", OpenApiParts.Json(parts.Say("The value of a file field.", "ファイル項目の値。"), schemas.Ref(OpenApiSchemas.File)), ["400", "413", "422"], null, form)));
        Get("/files/{id}", "download", parts.Say("Download a file", "ファイルのダウンロード"), OpenApiParts.Body(parts.Say("The file.", "ファイル。"), "application/octet-stream", Of(JsonSchemaType.String, "binary")), ["404"], parts.Parameter("id"));

        var name = new OpenApiParameter { Name = "name", In = ParameterLocation.Path, Required = true, Schema = text, Description = parts.Say("Of the setting.", "設定の名前。") };
        Path("/settings/{name}",
            (HttpMethod.Get, parts.Operation("get_setting", AppTag, parts.Say("The caller's own JSON", "呼び出し元自身の設定"), "200", OpenApiParts.Json(parts.Say("The setting; null where none was kept.", "設定。保存されていなければ null。"), new OpenApiSchema()), ["404"], [name])),
            (HttpMethod.Put, parts.Operation("put_setting", AppTag, parts.Say("Keep JSON for the caller", "呼び出し元の設定を保存"), "204", new OpenApiResponse { Description = parts.Say("Kept.", "保存された。") }, ["400", "413"], [name], OpenApiParts.Request(new OpenApiSchema()))));
        SharedViews(text, any);
        if (Entities.Any(entity => !version.App.Rules.For(entity).Approvals.IsEmpty)) Inbox(text);
    }

    private void Inbox(OpenApiSchema text)
    {
        var instant = Of(JsonSchemaType.String, "date-time");
        var waiting = Object(("entity", text), ("id", Of(JsonSchemaType.String, "uuid")), ("title", OrNull(text)), ("approval", text), ("label", text), ("step", text), ("stepLabel", text), ("as", text), ("role", text),
            ("submittedBy", text), ("submittedAt", instant), ("since", instant), ("due", instant), ("overdue", Of(JsonSchemaType.Boolean)), ("escalated", Of(JsonSchemaType.Boolean)));
        Get("/$inbox", "inbox", parts.Say("Decisions that wait for the caller", "呼び出し元の決裁を待つもの"), OpenApiParts.Json(parts.Say("What is due first first.", "期限の早い順。"), Object(("value", Array(waiting)))), ["404"]);
    }

    private void SharedViews(OpenApiSchema text, OpenApiSchema any)
    {
        var sent = Object(("entity", text), ("title", text), ("role", Of(JsonSchemaType.String | JsonSchemaType.Null)), ("editors", text), ("version", Of(JsonSchemaType.Integer)), ("definition", any));
        var view = Object(("id", Of(JsonSchemaType.String, "uuid")), ("entity", text), ("title", text), ("role", Of(JsonSchemaType.String | JsonSchemaType.Null)), ("editors", text), ("owner", Object(("id", text), ("name", text))),
            ("version", Of(JsonSchemaType.Integer)), ("mayChange", Of(JsonSchemaType.Boolean)), ("mayShare", Of(JsonSchemaType.Boolean)), ("definition", any));
        var id = new OpenApiParameter { Name = "id", In = ParameterLocation.Path, Required = true, Schema = Of(JsonSchemaType.String, "uuid"), Description = parts.Say("Of the view, chosen by who makes it.", "ビューの ID。作成する側が決める。") };
        Get("/$views", "shared_views", parts.Say("Views that are shared with the caller", "呼び出し元に共有されているビュー"), OpenApiParts.Json(parts.Say("By title.", "タイトル順。"), Object(("value", Array(view)))), ["404"]);
        Path("/$views/{id}",
            (HttpMethod.Put, parts.Operation("put_shared_view", AppTag, parts.Say("Share a view with a role or everybody, or change it", "ビューをロールまたは全員に共有・変更"), "200", OpenApiParts.Json(parts.Say("The view.", "ビュー。"), view), ["400", "403", "404", "412", "413", "422"], [id], OpenApiParts.Request(sent))),
            (HttpMethod.Delete, parts.Operation("delete_shared_view", AppTag, parts.Say("Share a view no longer", "ビューの共有をやめる"), "204", new OpenApiResponse { Description = parts.Say("Deleted.", "削除された。") }, ["403", "404"], [id])));
    }

    private void Get(string at, string id, string summary, IOpenApiResponse response, string[] refusals, params IOpenApiParameter[] parameters) =>
        Path(at, (HttpMethod.Get, parts.Operation(id, AppTag, summary, "200", response, refusals, parameters.Length == 0 ? null : parameters)));

    private void Path(string at, params ReadOnlySpan<(HttpMethod Method, OpenApiOperation Operation)> operations)
    {
        var item = new OpenApiPathItem();
        foreach (var (method, operation) in operations) item.AddOperation(method, operation);
        document.Paths.Add(at, item);
    }
}
