using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Schemas;
using NJsonSchema;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Packages;

public class PackageWriterTests
{
    [Fact]
    public void Keys_are_ordered_and_nothing_is_lost()
    {
        var text = PackageWriter.Format("entities/thing.json", """
            {"x-crm": {"keys": [["a", "b"]], "mine": 1.50, "id": "e_1"}, "x-other": [1e2, {"z": 0.10, "a": null}],
             "properties": {"b": {"x-crm": {"id": "f_1"}, "type": "string"}, "a": {}}, "title": "𠮷野 😀 \u0001\"", "type": "object"}
            """);

        Assert.Equal("""
            {
              "title": "𠮷野 😀 \u0001\"",
              "type": "object",
              "properties": {
                "b": {
                  "type": "string",
                  "x-crm": {
                    "id": "f_1"
                  }
                },
                "a": {}
              },
              "x-crm": {
                "id": "e_1",
                "keys": [["a", "b"]],
                "mine": 1.50
              },
              "x-other": [
                1e2,
                {
                  "z": 0.10,
                  "a": null
                }
              ]
            }

            """, text);
        Assert.Equal(text, PackageWriter.Format("entities/thing.json", text));
    }

    [Fact]
    public void Content_that_a_file_already_has_leaves_its_bytes_alone()
    {
        var package = TestPackages.With(("entities/thing.json", """{ "type":"object", "properties":{} }"""));

        Assert.Same(package, PackageWriter.Write(package, "entities/thing.json", new JsonObject { ["properties"] = new JsonObject(), ["type"] = "object" }));
        Assert.NotSame(package, PackageWriter.Write(package, "entities/thing.json", new JsonObject { ["type"] = "object" }));
    }

    [Fact]
    public void Every_json_file_of_the_sample_is_in_canonical_form()
    {
        foreach (var file in TestPackages.Sample().Files.Values.Where(file => file.Path.EndsWith(".json", StringComparison.Ordinal)))
            Assert.Equal(PackageWriter.Format(file.Path, file.Text), file.Text);
    }

    [Fact]
    public async Task A_stock_json_schema_reader_agrees_with_the_published_schemas()
    {
        foreach (var package in new[] { TestPackages.Sample(), TestPackages.Broken })
            foreach (var file in package.Files.Values)
            {
                var (kind, _, _) = PackagePaths.Classify(file.Path);
                if (!ShapeChecker.HasSchema(kind)) continue;
                // The model binder's own enumerations and our warnings are no errors of shape.
                var schema = await JsonSchema.FromJsonAsync(ShapeChecker.SchemaText(kind), TestContext.Current.CancellationToken);
                var diagnostics = new DiagnosticBag();
                var documents = PackageReader.Read(TestPackages.With((file.Path, file.Text)), diagnostics);
                if (documents.All.Single(document => document.Path == file.Path).Root is null) continue;
                var ours = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error && d.Location.File == file.Path && d.Id is "LCR4005" or "LCR4006" or "LCR4007" or "LCR4012").ToList();
                var theirs = schema.Validate(file.Text).Where(error => error.Path?.EndsWith("x-crm.type", StringComparison.Ordinal) != true && !(kind == PackageFileKind.Form && error.Path?.EndsWith(".type", StringComparison.Ordinal) == true && error.Kind == NJsonSchema.Validation.ValidationErrorKind.NotInEnumeration)).ToList();
                if (ours.Count > 0) Assert.NotEmpty(theirs);
                else if (kind != PackageFileKind.Entity && kind != PackageFileKind.Form) Assert.Empty(theirs);
            }
    }

    [Fact]
    public async Task An_entity_file_is_a_json_schema_that_stock_tools_read()
    {
        foreach (var file in TestPackages.Sample().Files.Values.Where(file => file.Path.StartsWith("entities/", StringComparison.Ordinal)))
        {
            var schema = await JsonSchema.FromJsonAsync(file.Text, TestContext.Current.CancellationToken);
            Assert.NotEmpty(schema.Properties);
            Assert.NotNull(schema.Title);
        }
    }
}
