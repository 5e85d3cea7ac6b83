using LowCodeCrm.Designer.Apps;
using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Plans;
using LowCodeCrm.Designer.Publishing;
using LowCodeCrm.Designer.Spreadsheets;
using LowCodeCrm.Runtime.Testing.Recording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LowCodeCrm.Designer;

/// <summary>Registers the designer's services.</summary>
public static class DesignerServices
{
    /// <summary>Adds drafts, checks, plans and publishing to a server. The app catalogue and what saving needs are registered by the runtime.</summary>
    public static IServiceCollection AddDesigner(this IServiceCollection services, DesignerOptions? options = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options ?? new DesignerOptions());
        services.AddSingleton<DraftStore>();
        services.AddSingleton<Planner>();
        services.AddSingleton<PublishProgress>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<AppCreator>();
        services.AddSingleton<UploadStore>();
        services.AddSingleton<SpreadsheetImport>();
        services.AddSingleton<TestRecorder>();
        return services;
    }
}
