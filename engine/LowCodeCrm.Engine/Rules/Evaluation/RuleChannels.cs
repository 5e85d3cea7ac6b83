using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>Functions of people and channels. What they read is not in records, so a database must not call them as functions of values.</summary>
public static class RuleChannels
{
    /// <summary>Fuel of one question to the database.</summary>
    private const long Question = 10;

    public static bool Consent(RuleContext context, Guid? record, string? channel, string entity) => Word(context, record, channel, entity) == true;

    public static bool OptedOut(RuleContext context, Guid? record, string? channel, string entity) => Word(context, record, channel, entity) == false;

    /// <param name="record">Empty: there is nobody to reach.</param>
    /// <param name="names">With a space behind each.</param>
    public static TextList? ContactableChannels(Guid? record, string? names) =>
        record is null ? null : new TextList([.. (names ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    public static bool QuietHours(RuleContext context, string? channel, DateTime? at)
    {
        if (channel is null || at is null) return false;
        var model = context.Model ?? throw new InvalidOperationException("Channels need an app, and the context has none.");
        if (model.FindChannel(channel)?.QuietHours is not { } quiet) return false;
        return quiet.Covers(RuleTime.TimeOf(context, at)!.Value) || quiet.Weekends && !HolidayCalendar.Find(context.Calendar).IsBusinessDay(RuleTime.DateOf(context, at)!.Value);
    }

    public static decimal? ReplyRate(RuleContext context, Guid? record, string? channel, DateTime? since, string entity) =>
        Sent(context, record, channel, since, entity) is { } count ? RuleOperators.Divide((decimal?)count.Answered, (decimal?)count.Sent) : null;

    public static long? RecentSends(RuleContext context, Guid? record, string? channel, DateTime? since, string entity) => Sent(context, record, channel, since, entity)?.Sent;

    private static bool? Word(RuleContext context, Guid? record, string? channel, string entity)
    {
        if (record is not { } id || channel is null) return null;
        context.Spend(Question);
        return context.Contacts.Consent(entity, id, channel);
    }

    private static MessageCount? Sent(RuleContext context, Guid? record, string? channel, DateTime? since, string entity)
    {
        if (record is not { } id || channel is null || since is not { } instant) return null;
        context.Spend(Question);
        return context.Contacts.Sent(entity, id, channel, instant);
    }
}
