using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Schema.Dialects;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Which records a query is about, whatever it then does with them: parts of its WHERE.</summary>
internal sealed class RecordSelection(CompiledApp app, RecordPolicy policy, QueryLimits limits)
{
    /// <summary>What the search table is called in FROM.</summary>
    public const string SearchAlias = "s0";

    /// <summary>The live records that the caller may see; with <paramref name="deleted"/> those of them that are in the recycle bin.</summary>
    public List<string> Visible(SqlTranslator translator, SqlScope scope, RecordSymbol symbol, Entity entity, bool deleted = false)
    {
        var where = new List<string> { deleted ? scope.IsDeleted : scope.IsLive };
        if (policy.For(entity, symbol) is { } condition) where.Add(translator.Condition(condition));
        return where;
    }

    /// <summary>A condition in the rules language on the symbol's record: bound as a view's filter is, and exact or refused.</summary>
    /// <exception cref="Api.ApiProblem">400 with every mistake at its place in the text.</exception>
    public string Condition(SqlTranslator translator, RecordSymbol symbol, string text)
    {
        if (text.Length > limits.FilterLength) throw QueryProblems.ConditionTooLong(limits.FilterLength);
        var diagnostics = new DiagnosticBag();
        return Translate(translator, new SourceText(QueryOptions.Filter, text), app.Rules, symbol, diagnostics) ?? throw QueryProblems.BadCondition(diagnostics.ToSorted());
    }

    /// <summary>The SQL of a condition; null where a mistake was reported.</summary>
    public static string? Translate(SqlTranslator translator, SourceText source, BoundRuleSet rules, RecordSymbol symbol, DiagnosticBag diagnostics)
    {
        if (ConditionBinder.Bind(source, rules.Model, symbol, rules.Functions, diagnostics) is not { } bound) return null;
        try
        {
            return translator.Condition(bound);
        }
        catch (SqlLimitation limitation)
        {
            // What a function or a computed field of the app cannot do has its place in their files.
            var span = limitation.Span.End <= source.Text.Length ? limitation.Span : new TextSpan(0, source.Text.Length);
            diagnostics.NotExactInSql(new SourceLocation(source, span), limitation.Construct);
            return null;
        }
    }

    /// <summary>Adds what a search demands; the table to join for it, or null where the words are none.</summary>
    public string? Search(SqlContext context, Entity entity, SqlScope scope, string words, List<string> where)
    {
        if (app.Schema.Of(entity).Search is not { } table || table.FieldIds.IsEmpty)
            throw QueryProblems.Unsupported("$search", $"'{entity.Name}' without fields to search (x-crm.search)");
        var match = SearchQuery.Parse(words);
        if (match is null) return null;
        var name = SqlContext.Quote(table.Name);
        where.Add($"{SearchAlias}.{name} MATCH {context.Constant(match)}");
        where.Add($"{scope.Row.Column(SqliteDialect.RowNumber)} = {SearchAlias}.rowid");
        return name;
    }
}
