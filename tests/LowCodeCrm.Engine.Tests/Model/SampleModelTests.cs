using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Engine.Tests.Packages;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Model;

public partial class SampleModelTests
{
    [Fact]
    public void The_sample_binds_without_a_remark()
    {
        var (model, diagnostics) = BindSample();

        Assert.Empty(diagnostics.Select(d => d.ToString()));
        Assert.Equal(["$user", "$team", "account", "activity", "contact", "lead", "opportunity", "opportunity_line", "product"], model.Entities.Select(entity => entity.Name));
        Assert.Equal(["activity", "lead", "opportunity"], model.Views.Where(view => view.Kind == ViewKind.Kanban).Select(view => view.Entity).Order());
        Assert.Equal(["opportunity_line"], model.Forms.Where(form => form.IsGenerated).Select(form => form.Entity));
    }

    [Fact]
    public void Labels_come_from_the_title_and_the_locale_files()
    {
        var (model, _) = BindSample();
        var amount = model.Entity("opportunity").Field("amount");

        Assert.Equal("Amount", amount.Label.For("en", model.DefaultLocale));
        Assert.Equal("金額", amount.Label.For("ja"));
        Assert.Equal("きんがく", amount.Reading.For("ja"));
        Assert.Equal("Opportunities", model.Entity("opportunity").LabelPlural.For("en", "ja"));
        Assert.Equal("受注", model.Entity("opportunity").Field("stage").Options.Single(option => option.Value == "won").Label.For("ja"));
        Assert.Equal("加重金額", model.Entity("opportunity").Field("weighted").Label.For("ja"));
        Assert.Equal("Weighted amount", model.Entity("opportunity").Field("weighted").Label.For("en", "ja"));
    }

    [Fact]
    public void Every_label_is_there_in_both_languages()
    {
        var (model, _) = BindSample();
        foreach (var entity in model.Entities)
        {
            Assert.NotEqual(entity.Label.For("en"), entity.Label.For("ja"));
            foreach (var label in entity.Fields.Select(field => field.Label).Concat(entity.Fields.SelectMany(field => field.Options).Select(option => option.Label)))
                Assert.Superset(new HashSet<string> { "en", "ja" }, label.ByLocale.Keys.ToHashSet());
        }
    }

    [Fact]
    public void The_rules_parse()
    {
        var diagnostics = new DiagnosticBag();
        foreach (var file in PackageReader.Read(TestPackages.Sample(), diagnostics).Rules) RulesParser.Parse(file, diagnostics);
        Assert.Empty(diagnostics.Select(d => d.ToString()));
    }

    [Fact]
    public void The_data_name_fields_that_exist_and_are_enough()
    {
        var (model, _) = BindSample();
        var least = new Dictionary<string, int> { ["account"] = 200, ["contact"] = 500, ["lead"] = 300, ["opportunity"] = 1_000, ["product"] = 40, ["opportunity_line"] = 2_500, ["activity"] = 3_000 };
        foreach (var file in PackageReader.Read(TestPackages.Sample(), new DiagnosticBag()).Data.Where(file => file.Entity != SystemEntities.User))
        {
            var lines = file.File.Text.TrimEnd('\n').Split('\n');
            Assert.True(lines.Length - 1 >= least.GetValueOrDefault(file.Entity, 1), file.Entity);
            foreach (var column in lines[0].Split(',')) Assert.NotNull(model.Entity(file.Entity).Find(column.Split('.')[0]));
            least.Remove(file.Entity);
        }
        Assert.Empty(least);
    }

    private static (CrmModel Model, DiagnosticBag Diagnostics) BindSample()
    {
        var diagnostics = new DiagnosticBag();
        var documents = PackageReader.Read(TestPackages.Sample(), diagnostics);
        var model = ModelBinder.Bind(documents, diagnostics);
        // The binder of rules adds these; their names are enough here.
        var declared = documents.Rules.SelectMany(file => Blocks().Matches(file.Text)).SelectMany(block => Declarations().Matches(block.Value).Select(rule => (Entity: block.Groups[1].Value, Name: rule.Groups[1].Value))).ToLookup(item => item.Entity, item => item.Name);
        var withRules = model.WithEntities(model.Entities.Select(entity => entity.WithFields([.. entity.Fields, .. declared[entity.Name].Select(name => model.DeclaredField(entity, name, FieldType.Decimal, FieldOrigin.Computed))])));
        var rules = Engine.Rules.Binding.RuleBinder.Bind(model, [.. documents.Rules.Select(file => (file, RulesParser.Parse(file, new DiagnosticBag())))], new DiagnosticBag());
        return (ModelBinder.Complete(documents, withRules, Engine.Rules.Binding.ProcessLabels.IdsOf(rules), diagnostics), diagnostics);
    }

    [GeneratedRegex(@"^rules for (\w+) \{.*?^\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^  (?:computed|rollup) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declarations();
}
