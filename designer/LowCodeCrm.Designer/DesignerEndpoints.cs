using LowCodeCrm.Designer.Apps;
using LowCodeCrm.Designer.Checks;
using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Language;
using LowCodeCrm.Designer.Publishing;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer;

/// <summary>The designer's HTTP API, under <c>/design/api</c>. All of it is for administrators.</summary>
public static class DesignerEndpoints
{
    public static IEndpointRouteBuilder MapDesigner(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapApps();
        endpoints.MapDrafts();
        endpoints.MapChecks();
        endpoints.MapPublishing();
        endpoints.MapLanguage();
        return endpoints;
    }
}
