using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Sql.SqlServer;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Schema.Dialects;
using LowCodeCrm.Engine.Tests.Packages;
using LowCodeCrm.Engine.Tests.Rules.Conformance;
using LowCodeCrm.Engine.Tests.Rules.Emit;
using LowCodeCrm.Testing;

namespace LowCodeCrm.Engine.Tests.Rules.Sql.SqlServer;

/// <summary>No SQL Server runs here: its own parser reads every text, and every column is looked up in the tables that the DDL makes.</summary>
public sealed class SqlServerStatementTests
{
    private static readonly SqlServerSyntax syntax = new("lcr");

    // Everything that a rule can ask of a database, one of each kind.
    private const string Deal = """
        rules for deal {
          computed weighted : money = amount * 2 + 0.5
          computed stalled : bool = stage not in {won, lost} and last_on < today() - days(14)
          computed fresh : bool = (stage = won) = (last_on is set) or not paid
          computed label_text : text = "<" & left(name, 3) & ">" & (if paid then "yes" else "no")
          computed next_on : date = month_end(coalesced) + days(days_between(closes_on, last_on))
          computed coalesced : date = last_on ?? closes_on ?? today()
          computed sooner : date = min(closes_on, last_on)
          computed team : bool = owner = user
          validate a { require name = "x " and length(name) < 10 and contains(name, "a") and not starts_with(name, "") message en "a" ja "a" }
          validate b { require amount in [1 .. 100.5) and size between 1 and size + 1 and stage in {won, lost} and name in {"a", "b "} message en "b" ja "b" }
          validate c { require if paid then amount > 0 else size mod 7 = 3 message en "c" ja "c" }
          validate d { require "hot" in labels and name < "b" and name <> other message en "d" ja "d" }
          validate e { require (let x = size + 1 in paid) and all(deal via parent where paid, size > 1) message en "e" ja "e" }
          validate f { require parent.parent.amount > 5_000_000 and parent.name is not empty message en "f" ja "f" }
          validate g { require any(deal via parent where stage = won and amount > this.amount) or count(deal via parent) > 3 message en "g" ja "g" }
          rollup won_total : money = sum(deal via parent where stage = won, amount)
          rollup last_won : date? = max(deal via parent where stage = won, closes_on)
          rollup sizes : int = sum(deal via parent, size)
          required size when won_total > 10_000 or sizes between 2 and 9
        }
        policy own on deal for role(sales) allow read, update where owner = user or owner.active and role(boss)
        segment dormant of deal { where won_total >= 5_000_000 and last_on < today() - days(90) and not any(deal via parent where paid) refresh nightly }
        """;

    private const string Fields = """
        "name": {"type": "string", "maxLength": 80, "x-crm": {"id": "f_1"}}, "amount": {"type": "number", "x-crm": {"id": "f_2", "type": "money", "precision": 18, "scale": 2}},
        "size": {"type": "integer", "x-crm": {"id": "f_3"}}, "paid": {"type": "boolean", "x-crm": {"id": "f_4"}}, "closes_on": {"type": "string", "format": "date", "x-crm": {"id": "f_5"}},
        "last_on": {"type": "string", "format": "date", "x-crm": {"id": "f_6"}}, "stage": {"type": "string", "x-crm": {"id": "f_7", "type": "choice", "options": [{"id": "o_1", "value": "won"}, {"id": "o_2", "value": "lost"}, {"id": "o_3", "value": "open"}]}},
        "parent": {"type": "string", "x-crm": {"id": "f_8", "type": "lookup", "target": "deal"}},
        "labels": {"type": "array", "items": {"type": "string"}, "x-crm": {"id": "f_10", "type": "tags"}}, "other": {"type": "string", "maxLength": 3000, "x-crm": {"id": "f_11"}}
        """;

    [Fact]
    public void Every_statement_of_the_sample_is_read_and_names_only_columns_that_are_there() =>
        Read(TestPackages.Sample(here: Path.Combine(Repository.Root, "tests", "LowCodeCrm.Engine.Tests", "Packages", "TestPackages.cs")));

    [Fact]
    public void Every_kind_of_rule_is_exact_and_names_only_columns_that_are_there()
    {
        var package = TestPackages.With(("entities/deal.json", TestPackages.EntityWith(Fields)), ("rules/deal.rules", Deal), ("roles/sales.json", """{"id": "r_1", "title": "Sales", "entities": {"*": ["read"]}}"""), ("roles/boss.json", """{"id": "r_2", "title": "Boss", "entities": {"*": ["read"]}}"""));
        var statements = Read(package);
        Assert.DoesNotContain(statements, statement => statement.Limitation is not null);
        Snapshot.Verify(string.Join("\n\n", statements.Select(statement => $"{statement.Name}\n{statement.Text}")));
    }

    private static RuleStatement[] Read(AppPackage package)
    {
        var check = AppCompiler.Check(package);
        Assert.DoesNotContain(check.Diagnostics, d => d.Severity == LowCodeCrm.Engine.Diagnostics.DiagnosticSeverity.Error);
        var tables = TransactSql.Tables(Ddl(check.Schema!));
        var statements = RuleStatements.Of(check.Rules, check.Schema!, new PlainCodec(), syntax).ToArray();
        Assert.Contains(statements, statement => statement.Text is not null);
        foreach (var statement in statements.Where(s => s.Text is not null))
        {
            Assert.Empty(TransactSql.Unresolved(statement.Text!, tables));
            Assert.Equal(statement.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal), TransactSql.Variables(statement.Text!).Order(StringComparer.Ordinal));
        }
        return statements;
    }

    private static IEnumerable<string> Ddl(DatabaseSchema schema) =>
        schema.Tables.SelectMany(table => table.Indexes.Select(index => SqlServerDialect.CreateIndex(table, index)).Prepend(SqlServerDialect.CreateTable(table)));

    [Fact]
    public void Every_case_of_the_language_is_read_or_refused_for_a_reason()
    {
        var (read, refused) = (0, new SortedSet<string>(StringComparer.Ordinal));
        foreach (var line in CaseFiles.All)
        {
            if (EvalLines.Read(line.Input, "en").Request is not { } request) continue;
            var context = new SqlContext(BindingScope.NoModel, new DatabaseSchema([], System.Collections.Frozen.FrozenDictionary<string, EntityMapping>.Empty), new PlainCodec()) { Syntax = syntax };
            var translator = new SqlTranslator(context);
            foreach (var symbol in request.Variables) translator.Define(symbol);
            try
            {
                TransactSql.Parse($"SELECT {translator.Selected(request.Expression).Text}");
                read++;
            }
            catch (SqlLimitation limitation)
            {
                refused.Add(limitation.Construct.For("en"));
            }
        }
        Assert.True(read > 300, $"{read} of {CaseFiles.All.Count} cases are read.");
        Snapshot.Verify(string.Join("\n", refused));
    }

    [Fact]
    public void The_functions_are_read_and_take_what_statements_hand_them()
    {
        var functions = TransactSql.Functions(SqlServerFunctions.Batches("lcr"));
        var called = SqlFunctions.All.Where(function => SqlServerFunctions.Has(function.Name)).ToArray();
        Assert.True(called.Length > 60, $"{called.Length} functions.");
        Assert.DoesNotContain(called, function => functions[function.Name] != function.Arguments.Length + (function.TakesZone ? 1 : 0));
        Assert.DoesNotContain(functions.Keys, name => name.StartsWith("lcr_", StringComparison.Ordinal) && !called.Select(f => f.Name).Contains(name, StringComparer.Ordinal));
    }
}
