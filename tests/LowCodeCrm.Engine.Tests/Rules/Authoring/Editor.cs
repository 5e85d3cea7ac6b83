using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Tests.Rules.Binding;

namespace LowCodeCrm.Engine.Tests.Rules.Authoring;

/// <summary>Asks at the place that a bar marks in the text.</summary>
internal static class Editor
{
    private const string Others = """
        rules for account { rollup won_total : money = sum(opportunity via account where stage = won, amount) }
        rules for opportunity { computed weighted : money = amount * 0.5 }
        function twice(x: decimal) returns decimal = x * 2
        """;

    public static BoundRuleSet App { get; } = Sales.Rules(Others, "rules/others.rules").Rules;

    public static ImmutableArray<CompletionItem> Complete(string text, string locale = "en")
    {
        var at = text.IndexOf('|', StringComparison.Ordinal);
        return Completion.At(new SourceText("rules/a.rules", text.Remove(at, 1)), at, App, locale);
    }

    /// <summary>The labels of what is proposed, the first ones if there are many.</summary>
    public static string Labels(string text, int most = 1_000) => string.Join(" ", Complete(text).Take(most).Select(item => item.Label));

    public static string? Hover(string text, string locale = "en")
    {
        var at = text.IndexOf('|', StringComparison.Ordinal);
        return Engine.Rules.Authoring.Hover.At(new SourceText("rules/a.rules", text.Remove(at, 1)), at, App, locale)?.Text.Replace("\n", " ", StringComparison.Ordinal);
    }

    /// <summary>The signatures at the place, the parameter that comes now in brackets, the active one behind an asterisk.</summary>
    public static string? Signatures(string text, string locale = "en")
    {
        var at = text.IndexOf('|', StringComparison.Ordinal);
        if (SignatureHelp.At(new SourceText("rules/a.rules", text.Remove(at, 1)), at, App, locale) is not { } help) return null;
        return string.Join("\n", help.Items.Select((item, i) =>
        {
            if (i != help.Active) return item.Label;
            if (help.Parameter < 0) return "*" + item.Label;
            var span = item.Parameters[help.Parameter];
            return "*" + item.Label.Insert(span.End, "]").Insert(span.Start, "[");
        }));
    }
}
