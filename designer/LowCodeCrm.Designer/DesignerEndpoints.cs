using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer;

/// <summary>The designer's HTTP API, under <c>/design/api</c>.</summary>
public static class DesignerEndpoints
{
    public static IEndpointRouteBuilder MapDesigner(this IEndpointRouteBuilder endpoints) => endpoints;
}
