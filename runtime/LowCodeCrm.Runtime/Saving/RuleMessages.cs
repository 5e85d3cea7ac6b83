using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>The text of a rule's message in the reader's language.</summary>
internal static class RuleMessages
{
    public static string? Format(BoundMessage message, Entity entity, EntityRecord record, EntityRecord? old, RuleContext context, string defaultLocale)
    {
        foreach (var locale in (string[])[context.Locale, context.Locale.Split('-')[0], "", defaultLocale, "en"])
            if (message.Texts.TryGetValue(locale, out var text))
                return text is BoundLiteral { Value: string plain } ? plain : null;
        return null;
    }
}
