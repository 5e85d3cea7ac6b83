using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>Registers what saving needs.</summary>
public static class SavingServices
{
    /// <param name="services">Of the host.</param>
    /// <param name="dataFolder">Where files of file fields are kept.</param>
    public static IServiceCollection AddSaving(this IServiceCollection services, string dataFolder)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(SaveLimits.Default);
        services.TryAddSingleton(FileLimits.Default);
        services.TryAddSingleton(Approvals.ApprovalOptions.Default);
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<SavePipeline>();
        services.AddSingleton<Explaining.PastRules>();
        services.AddSingleton<Explaining.WhyService>();
        services.AddSingleton(provider => new FileStore(dataFolder, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<FileLimits>()));
        services.TryAddSingleton(Automation.AutomationLimits.Default);
        services.AddSingleton<Automation.DeadlineRunner>();
        services.AddSingleton<Automation.ScheduleRunner>();
        services.AddSingleton<Import.Importer>();
        services.AddSingleton<Import.DataSeeder>();
        return services;
    }
}
