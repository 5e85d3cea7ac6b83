using System.Collections.Immutable;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>Gathers what an effect outside the database needs. Both back ends build such effects with it, so that they agree.</summary>
public sealed class OutsideValues
{
    private readonly ImmutableArray<Guid>.Builder users = ImmutableArray.CreateBuilder<Guid>();
    private readonly ImmutableArray<string>.Builder roles = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<(string, string)>.Builder texts = ImmutableArray.CreateBuilder<(string, string)>();
    private readonly ImmutableArray<(string, object?)>.Builder values = ImmutableArray.CreateBuilder<(string, object?)>();

    /// <summary>Adds a sending, unless nobody is there to receive it or no channel to send it on.</summary>
    /// <exception cref="RuleEvaluationException">The key is empty: the sending could happen twice.</exception>
    public static void Send(List<Effect> effects, string? channel, string template, int entityIndex, Guid? record, string? key)
    {
        if (record is not { } id || channel is null) return;
        effects.Add(new SendEffect(channel, template, entityIndex, id, string.IsNullOrEmpty(key) ? throw RuleErrors.EmptyKey() : key));
    }

    public static void Reply(List<Effect> effects, string template) => effects.Add(new ReplyEffect(template));

    /// <summary>An empty user is passed over, and one named twice is told once.</summary>
    public OutsideValues User(Guid? user)
    {
        if (user is { } id && !users.Contains(id)) users.Add(id);
        return this;
    }

    public OutsideValues Role(string role)
    {
        roles.Add(role);
        return this;
    }

    public OutsideValues Text(string locale, string? text)
    {
        texts.Add((locale, text ?? ""));
        return this;
    }

    public OutsideValues Value(string name, object? value)
    {
        values.Add((name, value is EntityRecord record ? record.Id : value));
        return this;
    }

    /// <summary>Adds a notice, unless nobody would read it.</summary>
    public void Notify(List<Effect> effects)
    {
        if (users.Count + roles.Count > 0) effects.Add(new NotifyEffect(users.ToImmutable(), roles.ToImmutable(), texts.ToImmutable()));
    }

    public void Webhook(List<Effect> effects, string name, string? key) => effects.Add(new WebhookEffect(name, values.ToImmutable(), string.IsNullOrEmpty(key) ? null : key));

    /// <summary>A field of tags with one more; the same where it has the tag already.</summary>
    public static TextSet? WithTag(TextSet? tags, string? tag) =>
        string.IsNullOrEmpty(tag) || tags is not null && tags.Items.Contains(tag) ? tags : new TextSet([.. tags?.Items ?? [], tag]);

    /// <summary>A field of tags with one less; empty where that was the last.</summary>
    public static TextSet? WithoutTag(TextSet? tags, string? tag) =>
        tag is null || tags is null || !tags.Items.Contains(tag) ? tags : CompiledSupport.Stored(new TextSet(tags.Items.Where(item => item != tag)));
}
