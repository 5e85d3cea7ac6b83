using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Language;

internal static class LanguageEndpoints
{
    public static void MapLanguage(this IEndpointRouteBuilder endpoints)
    {
    }
}
