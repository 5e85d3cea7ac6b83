using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Emit;

namespace LowCodeCrm.Engine.Tests;

public sealed class AppCompilerTests
{
    private static readonly AppPackage package = new(
    [
        PackageFile.FromText("app.json", """{"formatVersion": 1, "id": "a_1", "name": "shop", "title": "Shop"}"""),
        PackageFile.FromText("entities/order.json", """
            {"title": "Order", "type": "object", "required": ["name"], "properties": {
              "name": {"type": "string", "maxLength": 50, "x-crm": {"id": "f_1"}},
              "amount": {"type": ["number", "null"], "x-crm": {"id": "f_2", "type": "decimal", "scale": 2}}},
             "x-crm": {"id": "e_1", "display": "name"}}
            """),
        PackageFile.FromText("rules/order.rules", """
            rules for order {
              validate positive { require amount > 0 message "Amount!" at amount }
              computed doubled : decimal? = amount * 2
            }
            """),
    ]);

    [Fact]
    public void A_package_becomes_a_version_that_runs()
    {
        var result = AppCompiler.Compile(package, new CompileOptions(new MemoryCompilationCache()));
        Assert.True(result.App is not null, string.Join("\n", result.Diagnostics));
        using var app = result.App;
        var order = app.Model.Entity("order");
        var module = app.ModuleOf(order);
        var record = module.NewRecord();
        record.SetValue(order.Field("amount").Index, 21m);
        Assert.False(module.Program.Validations[0](record, null, new Rules.Emit.MemoryContext()));
        Assert.True(module.Program.Computed[0](record, null, new Rules.Emit.MemoryContext()));
        Assert.Equal(42m, record.GetValue(order.Field("doubled").Index));
    }

    [Fact]
    public void A_broken_file_does_not_stop_the_checking_of_others()
    {
        var broken = package.With(PackageFile.FromText("entities/broken.json", "{"))
            .With(PackageFile.FromText("rules/a.rules", "rules for order { validate x { require amount > \"a\" } }"))
            .With(PackageFile.FromText("rules/b.rules", "rules for order { validate y { require nothing > 1 } }"))
            .With(PackageFile.FromText("views/order.all.json", """{"kind": "list", "columns": ["name"], "filter": "amount > nowhere"}"""));
        var result = AppCompiler.Compile(broken);
        Assert.Null(result.App);
        Assert.Superset(new HashSet<string> { "entities/broken.json", "rules/a.rules", "rules/b.rules", "views/order.all.json" }, result.Diagnostics.Select(d => d.Location.File).ToHashSet());
    }
}
