using LowCodeCrm.Engine.Rules.Syntax;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Syntax;

public sealed class RulesParserTests
{
    [Fact]
    public void Reads_a_whole_page_without_a_complaint()
    {
        var (tree, diagnostics) = Sample.Parse(Sample.Page);
        Assert.Equal([], diagnostics.Select(d => d.ToString()));
        Assert.Equal(Sample.Page, tree.ToFullString());
        Assert.Equal(12, tree.Declarations.Length);
        Assert.Equal(11, ((RulesBlockSyntax)tree.Declarations[0]).Rules.Length);
    }
}
