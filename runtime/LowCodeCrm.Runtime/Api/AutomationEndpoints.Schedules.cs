using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Automation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Runtime.Api;

public static partial class AutomationEndpoints
{
    /// <summary>Each with its next time and its newest run.</summary>
    private static async Task SchedulesAsync(HttpContext context)
    {
        var request = Administrator(context);
        await using var connection = await request.Lease.Database.OpenReadAsync(context.RequestAborted);
        var codec = request.Lease.Database.Codec;
        var times = ScheduleLog.Times(connection, codec);
        await Json(context, new
        {
            value = request.Lease.App.Rules.Schedules.Select(schedule => new
            {
                schedule.Name, timing = schedule.Timing.ToString(), timeZone = schedule.Timing.Zone,
                next = times.TryGetValue(schedule.Name, out var known) && known.Timing == schedule.Timing.ToString() ? known.Next : (DateTime?)null,
                last = ScheduleLog.Runs(connection, codec, schedule.Name, 0, 1).FirstOrDefault(),
            }).ToArray(),
        });
    }

    private static async Task RunsAsync(HttpContext context, string name)
    {
        var request = Administrator(context);
        var schedule = Schedule(request, name);
        var (skip, top) = (Number(context, "$skip", 0, 0, int.MaxValue - MaxPage - 1), Number(context, "$top", DefaultPage, 1, MaxPage));
        await using var connection = await request.Lease.Database.OpenReadAsync(context.RequestAborted);
        await Json(context, new { value = ScheduleLog.Runs(connection, request.Lease.Database.Codec, schedule.Name, skip, top) });
    }

    /// <summary>202 with the number of the run; 409 where one is waiting or running already.</summary>
    private static async Task RunNowAsync(HttpContext context, string name)
    {
        var request = Administrator(context);
        var schedule = Schedule(request, name);
        var run = await ScheduleRunner.RequestAsync(request.Lease, schedule, request.Caller, context.RequestServices.GetRequiredService<TimeProvider>(), context.RequestAborted)
            ?? throw new ApiProblem(409, "already_running", LocalizedText.Of($"The schedule {name} is running already. Wait until it has finished.", $"定期処理「{name}」は実行中です。終わるまでお待ちください。"));
        context.RequestServices.GetRequiredService<AutomationService>().Wake();
        await Json(context, new { id = run }, StatusCodes.Status202Accepted);
    }

    private static ScheduleDefinition Schedule(ApiRequest request, string name) => request.Lease.App.Rules.Schedules.FirstOrDefault(schedule => schedule.Name == name) ?? throw ApiProblem.NotFound();
}
