using System.Data.Common;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>What rules have the database select must be exact SQL: what is not is told while the author types.</summary>
internal static class ExactSql
{
    public static void Check(BoundRuleSet rules, DatabaseSchema schema, DiagnosticBag diagnostics)
    {
        foreach (var selection in rules.Selections)
            if (selection.Where is { } where) Check(rules, schema, selection.Item, where, selection.Outer.Select(o => o.Symbol), selection.Location, diagnostics);
        foreach (var policy in rules.Policies)
            if (policy.Where is { } where) Check(rules, schema, policy.This, where, [], policy.Location, diagnostics);
    }

    private static void Check(BoundRuleSet rules, DatabaseSchema schema, RecordSymbol record, BoundExpression condition, IEnumerable<VariableSymbol> outer, SourceLocation at, DiagnosticBag diagnostics)
    {
        var context = new SqlContext(rules.Model, schema, NoDatabase.Instance, rules);
        var translator = new SqlTranslator(context);
        foreach (var symbol in outer) translator.Define(symbol);
        translator.Enter(new SqlScope(context, rules.Model.Entity(record.Entity)), record);
        try
        {
            translator.Condition(condition);
        }
        catch (SqlLimitation limitation)
        {
            // What a function or computed field of another file cannot do is told where it is asked for.
            var span = limitation.Span is { Length: > 0 } there && there.End <= at.Source.Text.Length && condition.Span.Start <= there.Start && there.End <= condition.Span.End ? there : condition.Span;
            // A segment's condition may stand in another file than the loop that is about it.
            diagnostics.NotExactInSql(new SourceLocation(at.Source, span.Length > 0 && span.End <= at.Source.Text.Length ? span : at.Span), limitation.Construct);
        }
    }

    /// <summary>Values as they are: the statement is only written, never run.</summary>
    private sealed class NoDatabase : ColumnCodec
    {
        public static readonly NoDatabase Instance = new();

        public override string? ReadText(DbDataReader reader, int ordinal) => throw new NotSupportedException();
        public override long? ReadInt(DbDataReader reader, int ordinal) => throw new NotSupportedException();
        public override decimal? ReadDecimal(DbDataReader reader, int ordinal, int precision, int scale) => throw new NotSupportedException();
        public override bool? ReadBool(DbDataReader reader, int ordinal) => throw new NotSupportedException();
        public override DateOnly? ReadDate(DbDataReader reader, int ordinal) => throw new NotSupportedException();
        public override TimeOnly? ReadTime(DbDataReader reader, int ordinal) => throw new NotSupportedException();
        public override DateTime? ReadDateTime(DbDataReader reader, int ordinal) => throw new NotSupportedException();
        public override TimeSpan? ReadDuration(DbDataReader reader, int ordinal) => throw new NotSupportedException();
        public override Period? ReadPeriod(DbDataReader reader, int ordinal) => throw new NotSupportedException();
        public override Guid? ReadGuid(DbDataReader reader, int ordinal) => throw new NotSupportedException();
        public override TextSet? ReadSet(DbDataReader reader, int ordinal) => throw new NotSupportedException();

        public override object ToText(string? value) => Stored(value);
        public override object ToInt(long? value) => Stored(value);
        public override object ToDecimal(decimal? value, int precision, int scale) => Stored(value);
        public override object ToBool(bool? value) => Stored(value);
        public override object ToDate(DateOnly? value) => Stored(value);
        public override object ToTime(TimeOnly? value) => Stored(value);
        public override object ToDateTime(DateTime? value) => Stored(value);
        public override object ToDuration(TimeSpan? value) => Stored(value);
        public override object ToPeriod(Period? value) => Stored(value);
        public override object ToGuid(Guid? value) => Stored(value);
        public override object ToSet(TextSet? value) => Stored(value);

        private static object Stored(object? value) => value ?? DBNull.Value;
    }
}
