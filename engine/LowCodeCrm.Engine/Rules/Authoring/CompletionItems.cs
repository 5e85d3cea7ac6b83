using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>Makes completion items in the reader's language.</summary>
/// <param name="model">The app.</param>
/// <param name="locale">The reader's.</param>
/// <param name="inJapanese">Keywords are written by their Japanese words.</param>
internal sealed class CompletionItems(CrmModel model, string locale, bool inJapanese)
{
    public string Text(LocalizedText text) => text.For(locale, model.DefaultLocale);

    public CompletionItem Field(Entity entity, Field field) => new(
        field.Name, CompletionKind.Field, $"{Show(RuleType.OfField(entity, field))} — {Text(field.Label)}", field.Name,
        Filter(field.Name, field.Label, field.Reading), Text(field.Description));

    public CompletionItem Option(Option option) =>
        new(option.Value, CompletionKind.Option, Text(option.Label), option.Value, Filter(option.Value, option.Label, option.Reading), "");

    public CompletionItem Channel(Channel channel) =>
        new(channel.Name, CompletionKind.Option, Text(channel.Label), channel.Name, Filter(channel.Name, channel.Label, LocalizedText.Empty), "");

    public CompletionItem Entity(Entity entity) =>
        new(entity.Name, CompletionKind.Entity, Text(entity.Label), entity.Name, Filter(entity.Name, entity.Label, entity.Reading), Text(entity.Description));

    public CompletionItem Role(Role role) =>
        new(role.Name, CompletionKind.Role, Text(role.Label), role.Name, Filter(role.Name, role.Label, LocalizedText.Empty), "");

    public CompletionItem Variable(string name, RuleType type) => Plain(name, CompletionKind.Variable, Show(type));

    public CompletionItem Member(StructuredMember member) => Plain(member.Name, CompletionKind.Member, Show(member.Type));

    public CompletionItem Type(string name) => Plain(name, CompletionKind.Type, "");

    public static CompletionItem Locale(string name) => Plain(name, CompletionKind.Locale, "");

    public static CompletionItem Word(string word) => Plain(word, CompletionKind.Keyword, "");

    public static CompletionItem Template(string name) => Plain($"\"{name}\"", CompletionKind.Option, "");

    public CompletionItem Function(FunctionInfo function) => new(
        function.Name, CompletionKind.Function, string.Join("  ", function.Signature.Select(s => function.Name + s)), function.Name + "(", function.Name, Describe(function));

    public static CompletionItem Function(FunctionSymbol function) => new(function.Name, CompletionKind.Function, Signature(function), function.Name + "(", function.Name, "");

    public CompletionItem Keyword(Keyword keyword)
    {
        var (word, other) = inJapanese ? (keyword.Alias, keyword.Text) : (keyword.Text, keyword.Alias);
        return new(word, CompletionKind.Keyword, other, word, string.Join(' ', new[] { word, other }.Concat(Romaji.Spellings(keyword.Alias)).Distinct()), Text(keyword.Summary));
    }

    /// <summary>Summary and example, as completion and hover show them.</summary>
    public string Describe(FunctionInfo function) => $"{Text(function.Summary)}\n\n`{function.Example}` → `{function.ExampleResult}`";

    public static string Signature(FunctionSymbol function) =>
        $"{function.Name}({string.Join(", ", function.Parameters.Select(p => $"{p.Name}: {Show(p.Type)}"))}) -> {Show(function.ReturnType)}";

    /// <summary>A type as authors write it; the system's entities without their sign.</summary>
    public static string Show(RuleType type) => type.ToString().Replace("$", "", StringComparison.Ordinal);

    private static CompletionItem Plain(string name, CompletionKind kind, string detail) => new(name, kind, detail, name, string.Join(' ', Romaji.Spellings(name).Prepend(name)), "");

    private static string Filter(string name, LocalizedText label, LocalizedText reading)
    {
        var words = new List<string> { name };
        words.AddRange(label.ByLocale.Values);
        words.AddRange(reading.ByLocale.Values);
        foreach (var word in words.ToArray()) words.AddRange(Romaji.Spellings(word));
        return string.Join(' ', words.Where(w => w.Length > 0).Distinct(StringComparer.Ordinal));
    }
}
