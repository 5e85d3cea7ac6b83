using LowCodeCrm.Designer.Apps;
using LowCodeCrm.Designer.Checks;
using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Language;
using LowCodeCrm.Designer.Model;
using LowCodeCrm.Designer.Plans;
using LowCodeCrm.Designer.Publishing;
using LowCodeCrm.Designer.References;
using LowCodeCrm.Designer.Spreadsheets;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer;

/// <summary>The designer's HTTP API, under <c>/design/api</c>. All of it is for administrators.</summary>
public static class DesignerEndpoints
{
    public static IEndpointRouteBuilder MapDesigner(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapApps();
        endpoints.MapSpreadsheets();
        endpoints.MapDrafts();
        endpoints.MapDraftWhole();
        endpoints.MapDraftMeta();
        endpoints.MapDraftCompare();
        endpoints.MapChecks();
        endpoints.MapPublishing();
        endpoints.MapVersions();
        endpoints.MapPublishProgress();
        endpoints.MapFieldTypes();
        endpoints.MapLanguage();
        endpoints.MapSymbols();
        endpoints.MapReferences();
        endpoints.MapRetype();
        return endpoints;
    }
}
