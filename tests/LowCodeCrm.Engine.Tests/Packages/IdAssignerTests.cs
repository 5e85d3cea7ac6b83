using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Packages;

public class IdAssignerTests
{
    private const string Deal = """
        {
          "type": "object",
          "properties": {
            "name": {"type": "string"},
            "stage": {
              "enum": ["open", "won"],
              "x-crm": {"type": "choice", "options": [{"value": "won", "color": "green"}]}
            },
            "amount": {"type": "number", "x-crm": {"id": "f_kept"}}
          }
        }

        """;

    [Fact]
    public void Missing_ids_are_written_and_the_rest_of_the_text_stays()
    {
        var filled = IdAssigner.Fill(TestPackages.With(("entities/deal.json", Deal)), null, Counter());

        Assert.Equal("""
            {
              "type": "object",
              "properties": {
                "name": {"type": "string", "x-crm": {"id": "f_n2"}},
                "stage": {
                  "enum": ["open", "won"],
                  "x-crm": {"id": "f_n3", "type": "choice", "options": [{"id": "o_n5", "value": "won", "color": "green"}, {"value": "open", "id": "o_n4"}]}
                },
                "amount": {"type": "number", "x-crm": {"id": "f_kept"}}
              },
              "x-crm": {"id": "e_n1"}
            }

            """, filled.Files["entities/deal.json"].Text);
    }

    [Fact]
    public void Filled_files_bind_without_a_missing_id_and_are_not_touched_again()
    {
        var filled = IdAssigner.Fill(TestPackages.With(("entities/deal.json", Deal), ("views/deal.all.json", """{"kind": "list", "columns": ["name"]}""")), null, Counter());
        var (model, diagnostics) = TestPackages.BindAll(filled);

        Assert.Empty(diagnostics);
        Assert.Equal("o_n5", model.Entity("deal").Field("stage").Options.Single(option => option.Value == "won").Id);
        Assert.Same(filled, IdAssigner.Fill(filled, null, Counter()));
    }

    [Fact]
    public void Things_of_the_same_name_keep_the_id_of_the_version_before()
    {
        var before = IdAssigner.Fill(TestPackages.With(("entities/deal.json", Deal)), null, Counter());

        var after = IdAssigner.Fill(TestPackages.With(("entities/deal.json", Deal)), before, () => throw new InvalidOperationException("No new id is needed."));

        Assert.Equal(before.Files["entities/deal.json"].Text, after.Files["entities/deal.json"].Text.Replace("""{"id": "o_n5", "value": "won", "color": "green"}""", """{"id": "o_n5", "value": "won", "color": "green"}"""));
    }

    [Fact]
    public void An_id_that_a_renamed_field_took_along_is_not_given_again()
    {
        var before = TestPackages.With(("entities/deal.json", TestPackages.EntityWith("""
            "amount": {"type": "number", "x-crm": {"id": "f_1"}}
            """)));
        var after = TestPackages.With(("entities/deal.json", TestPackages.EntityWith("""
            "total": {"type": "number", "x-crm": {"id": "f_1"}}, "amount": {"type": "number"}
            """)));

        var (model, _) = TestPackages.Bind(IdAssigner.Fill(after, before, Counter()));

        Assert.Equal("f_1", model.Entity("deal").Field("total").Id);
        Assert.Equal("f_n1", model.Entity("deal").Field("amount").Id);
    }

    [Fact]
    public void A_missing_id_is_a_remark_whose_fix_writes_it()
    {
        var package = TestPackages.With(("entities/deal.json", Deal));
        var (_, diagnostics) = TestPackages.BindAll(package);

        Assert.All(diagnostics, d => Assert.Equal((DiagnosticSeverity.Info, "LCR4118"), (d.Severity, d.Id)));
        var mended = IdAssigner.Apply(package, diagnostics.SelectMany(d => d.Fixes).SelectMany(fix => fix.Edits));
        Assert.Empty(TestPackages.BindAll(mended).Diagnostics);
    }

    private static Func<string> Counter()
    {
        var last = 0;
        return () => $"n{++last}";
    }
}
