using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Testing;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Language;

public sealed partial class DiagnosticCatalogueTests
{
    [Fact]
    public void Holds_every_id_that_the_engine_can_report()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "engine/LowCodeCrm.Engine/Diagnostics"), "DiagnosticBag*.cs")
            .Append(Path.Combine(Repository.Root, "engine/LowCodeCrm.Engine/Rules/Values/RuleErrors.cs"));
        var written = files.SelectMany(file => Id().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(written, DiagnosticCatalogue.All.Select(entry => entry.Id).Distinct());
    }

    [Fact]
    public void Every_sentence_is_there_in_both_languages()
    {
        foreach (var entry in DiagnosticCatalogue.All)
        {
            Assert.True(entry.Message.ByLocale.ContainsKey("en") && entry.Message.ByLocale.ContainsKey("ja"), entry.Id);
            // What is left when the placeholders are taken out; a sentence may consist of its reason alone.
            var words = Placeholder().Replace(entry.Message.For("ja"), "").Trim(':', '。', ' ');
            Assert.True(words.Length == 0 || words.Any(c => c is >= '\u3041' and <= '\u9fff'), $"{entry.Id}: {entry.Message.For("ja")}");
        }
    }

    [GeneratedRegex("‹[^›]*›")]
    private static partial Regex Placeholder();

    [GeneratedRegex("\"(LCR\\d{4})\"")]
    private static partial Regex Id();
}
