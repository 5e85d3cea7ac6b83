using System.Text;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>The rows of one SELECT: a table, and the to-one relations that its expressions reach through, joined once each.</summary>
public sealed class SqlScope
{
    private readonly SqlContext context;
    private readonly StringBuilder joins = new();
    private readonly Dictionary<(string Alias, string Key), SqlRow> joined = [];

    public SqlScope(SqlContext context, Entity entity)
    {
        this.context = context;
        Row = new SqlRow(this, entity, context.NextAlias());
    }

    /// <summary>The row of the scope's own table.</summary>
    public SqlRow Row { get; }

    /// <summary>The table and its joins, to stand after FROM. Complete once everything has been translated.</summary>
    public string From => $"{SqlContext.Quote(context.Schema.Of(Row.Entity).Table.Name)} AS {Row.Alias}{joins}";

    /// <summary>The condition that the row is not in the recycle bin.</summary>
    public string IsLive => $"{Row.Alias}.{SqlContext.Quote(SystemTables.DeletedAt)} IS NULL";

    /// <summary>The condition that the row is in the recycle bin.</summary>
    public string IsDeleted => $"{Row.Alias}.{SqlContext.Quote(SystemTables.DeletedAt)} IS NOT NULL";

    /// <summary>The record that a to-one field names.</summary>
    internal SqlRow Join(SqlRow from, Field field, TextSpan span) =>
        Join(from.Alias, field.Id, context.Model.TargetOf(field), () => from.Column(context.Schema.Of(from.Entity).Of(field).Column), span);

    /// <summary>The record with an id.</summary>
    internal SqlRow Join(string id, Entity target, TextSpan span) => Join("", $"{target.Id} {id}", target, () => id, span);

    private SqlRow Join(string alias, string key, Entity target, Func<string> id, TextSpan span)
    {
        if (joined.TryGetValue((alias, key), out var row)) return row;
        context.CountJoin(span);
        row = new SqlRow(this, target, context.NextAlias());
        var mapping = context.Schema.Of(target);
        joins.Append($" LEFT JOIN {SqlContext.Quote(mapping.Table.Name)} AS {row.Alias} ON {row.Id} = {id()}");
        if (mapping.Table.Find(SystemTables.DeletedAt) is not null) joins.Append($" AND {row.Column(SystemTables.DeletedAt)} IS NULL");
        joined.Add((alias, key), row);
        return row;
    }
}

/// <summary>A record in a SELECT, by the alias of its table.</summary>
public sealed record SqlRow(SqlScope Scope, Entity Entity, string Alias)
{
    public string Id => Column(SystemFields.Id);
    public string Column(Column column) => Column(column.Name);
    public string Column(string physicalName) => $"{Alias}.{SqlContext.Quote(physicalName)}";
}
