using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Tests.Packages;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Model;

public class SampleModelTests
{
    [Fact]
    public void The_sample_binds_without_a_remark()
    {
        var (model, diagnostics) = TestPackages.Bind(TestPackages.Sample());

        Assert.Empty(diagnostics.Where(d => d.Severity != DiagnosticSeverity.Info).Select(d => d.ToString()));
        Assert.Equal(["$user", "$team", "account", "activity", "contact", "lead", "opportunity", "opportunity_line", "product"], model.Entities.Select(entity => entity.Name));
        Assert.DoesNotContain(model.Entities.SelectMany(entity => entity.Fields), field => ProvisionalIds.IsProvisional(field.Id));
    }

    [Fact]
    public void Labels_come_from_the_title_and_the_locale_file()
    {
        var (model, _) = TestPackages.Bind(TestPackages.Sample());
        var amount = model.Entity("opportunity").Field("amount");

        Assert.Equal("Amount", amount.Label.For("en", model.DefaultLocale));
        Assert.Equal("金額", amount.Label.For("ja"));
        Assert.Equal("きんがく", amount.Reading.For("ja"));
        Assert.Equal("Opportunities", model.Entity("opportunity").LabelPlural.For("en", "ja"));
        Assert.Equal("受注", model.Entity("opportunity").Field("stage").Options.Single(option => option.Value == "won").Label.For("ja"));
    }
}
