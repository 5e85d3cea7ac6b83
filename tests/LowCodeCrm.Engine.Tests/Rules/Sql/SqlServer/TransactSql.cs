using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace LowCodeCrm.Engine.Tests.Rules.Sql.SqlServer;

/// <summary>SQL Server's own parser, and what it finds in a text.</summary>
internal static class TransactSql
{
    public static TSqlFragment Parse(string text)
    {
        using var reader = new StringReader(text);
        var fragment = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.True(errors.Count == 0, $"{string.Join("; ", errors.Select(error => $"{error.Line}:{error.Column} {error.Message}"))}\n{text}");
        return fragment;
    }

    /// <summary>Tables and their columns, as DDL makes them.</summary>
    public static Dictionary<string, HashSet<string>> Tables(IEnumerable<string> ddl)
    {
        var tables = new Collector();
        foreach (var statement in ddl) Parse(statement).Accept(tables);
        return tables.Created;
    }

    /// <summary>Columns that a statement names and no table of it has.</summary>
    public static string[] Unresolved(string text, Dictionary<string, HashSet<string>> tables)
    {
        var found = new Collector();
        Parse(text).Accept(found);
        return [.. found.Columns.Where(column => !IsThere(column)).Select(column => string.Join('.', column))];

        bool IsThere(string[] column) => column is [var alias, var name]
            ? (alias, name) is ("j", "value") or ("v", "x") || found.Aliases.TryGetValue(alias, out var table) && tables.TryGetValue(table, out var columns) && columns.Contains(name)
            : found.Named.Any(table => tables.TryGetValue(table, out var columns) && columns.Contains(column[0]));
    }

    /// <summary>Variables that a statement names.</summary>
    public static string[] Variables(string text)
    {
        var found = new Collector();
        Parse(text).Accept(found);
        return [.. found.Variables.Distinct()];
    }

    /// <summary>The number of parameters of each function that a script makes.</summary>
    public static Dictionary<string, int> Functions(IEnumerable<string> batches)
    {
        var found = new Collector();
        foreach (var batch in batches) Parse(batch).Accept(found);
        return found.Functions;
    }

    private sealed class Collector : TSqlFragmentVisitor
    {
        public Dictionary<string, HashSet<string>> Created { get; } = new(StringComparer.OrdinalIgnoreCase);
        public Dictionary<string, string> Aliases { get; } = new(StringComparer.OrdinalIgnoreCase);
        public HashSet<string> Named { get; } = new(StringComparer.OrdinalIgnoreCase);
        public List<string[]> Columns { get; } = [];
        public List<string> Variables { get; } = [];
        public Dictionary<string, int> Functions { get; } = new(StringComparer.OrdinalIgnoreCase);

        public override void Visit(CreateTableStatement node) =>
            Assert.True(Created.TryAdd(node.SchemaObjectName.BaseIdentifier.Value, new(node.Definition.ColumnDefinitions.Select(c => c.ColumnIdentifier.Value), StringComparer.OrdinalIgnoreCase)), node.SchemaObjectName.BaseIdentifier.Value);

        public override void Visit(NamedTableReference node)
        {
            Named.Add(node.SchemaObject.BaseIdentifier.Value);
            if (node.Alias is { } alias) Aliases[alias.Value] = node.SchemaObject.BaseIdentifier.Value;
        }

        public override void Visit(ColumnReferenceExpression node)
        {
            if (node.ColumnType == ColumnType.Regular) Columns.Add([.. node.MultiPartIdentifier.Identifiers.Select(part => part.Value)]);
        }

        public override void Visit(VariableReference node) => Variables.Add(node.Name);

        public override void Visit(CreateFunctionStatement node) => Functions.Add(node.Name.BaseIdentifier.Value, node.Parameters.Count);
    }
}
