using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding.Tables;

/// <summary>
/// A decision table as the expression that it means, so that every back end has it: conditions over the parameters, results, and between them what the hit
/// policy says. Rows that overlap or leave a gap are told at the table.
/// </summary>
internal sealed class TableBinder
{
    /// <summary>As deep as expressions may nest: each row is one level of the expression that the table becomes.</summary>
    public const int MaxRows = Parser.MaxNesting;

    private readonly FunctionSymbol table;
    private readonly TableDeclarationSyntax syntax;
    private readonly SourceText source;
    private readonly BindingScope scope;
    private readonly DiagnosticBag diagnostics;

    private TableBinder(FunctionSymbol table, TableDeclarationSyntax syntax, SourceText source, BindingScope scope, DiagnosticBag diagnostics) =>
        (this.table, this.syntax, this.source, this.scope, this.diagnostics) = (table, syntax, source, scope, diagnostics);

    public static BoundExpression Bind(FunctionSymbol table, TableDeclarationSyntax syntax, SourceText source, BindingScope scope, DiagnosticBag diagnostics) =>
        new TableBinder(table, syntax, source, scope, diagnostics).Bind();

    private BoundExpression Bind()
    {
        var error = new BoundError(syntax.Span);
        if (Policy() is not var (policy, collection)) return error;
        var written = syntax.Rows.Where(row => row.Otherwise is null).ToArray();
        if (written.Length > MaxRows)
        {
            diagnostics.TooManyTableRows(At(written[MaxRows].Bar), MaxRows);
            return error;
        }
        var isList = policy == HitPolicy.RuleOrder || policy == HitPolicy.Collect && collection == Collection.None;
        var expected = collection == Collection.Count ? null : isList ? table.ReturnType.Element!.Optional : table.ReturnType;
        var rows = written.Select(row => Row(row, expected)).ToImmutableArray();
        var otherwise = Otherwise(isList ? table.ReturnType.Element!.Optional : table.ReturnType);
        if (rows.Any(row => row is null) || otherwise is BoundError) return error;
        if (rows.IsEmpty && otherwise is null)
        {
            diagnostics.ExpectedToken(At(syntax.CloseRows), "|", syntax.CloseRows.Text);
            return error;
        }
        var sound = rows.Select(row => row!).ToImmutableArray();
        var regions = TableRegions.Of(scope.Model, table, sound);
        if (!new TableChecks(table, syntax, source, diagnostics).Run(policy, sound, otherwise, regions)) return error;
        return TablePolicies.Expression(policy, collection, sound, otherwise, regions, table.ReturnType, scope.Model, syntax.Span);
    }

    private (HitPolicy, Collection)? Policy()
    {
        if (syntax.Hit is not { } hit) return (HitPolicy.First, Collection.None);
        if (HitPolicies.Find(hit.Policy.Keyword) is not { } policy)
        {
            diagnostics.UnknownHitPolicy(At(hit.Policy), hit.Policy.Text, HitPolicies.All.Select(one => one.Word.Text));
            return null;
        }
        var detail = hit.Detail is null ? "" : Word.Name(hit.Detail);
        if (policy == HitPolicy.RuleOrder || policy == HitPolicy.Collect && hit.Detail is null)
        {
            // What is in no order may also be a set.
            if (table.ReturnType is { Element: not null, Kind: TypeKind.List } || policy == HitPolicy.Collect && table.ReturnType is { Element: not null, Kind: TypeKind.Set }) return (policy, Collection.None);
            diagnostics.TableGivesList(At(syntax.ReturnType), table.ReturnType);
            return null;
        }
        if (policy == HitPolicy.Collect && HitPolicies.FindCollection(detail) is null)
        {
            diagnostics.UnknownHitPolicy(At(hit.Detail!), detail, HitPolicies.Collections.Select(one => one.Word));
            return null;
        }
        if (policy == HitPolicy.Priority && table.ReturnType.Kind != TypeKind.Choice)
        {
            diagnostics.PriorityNeedsChoice(At(hit.Policy), table.ReturnType);
            return null;
        }
        return (policy, HitPolicies.FindCollection(detail) ?? Collection.None);
    }

    private BoundRow? Row(TableRowSyntax row, RuleType? expected)
    {
        var cells = row.Cells.Items.ToArray();
        if (cells.Length != table.Parameters.Length)
        {
            diagnostics.TableCells(At(row.Bar), table.Parameters.Length, cells.Length);
            return null;
        }
        var tests = cells.Zip(table.Parameters, (cell, parameter) => cell.IsAny ? null : Test(cell, parameter)).ToImmutableArray();
        if (tests.Any(test => test is BoundError)) return null;
        var condition = tests.OfType<BoundExpression>().DefaultIfEmpty(new BoundLiteral(true, RuleType.Bool, row.Bar.Span))
            .Aggregate((a, b) => Operators.Binary(BinaryOperator.And, a, b, row.Cells.Span)!);
        var result = ExpressionBinder.Bind(row.Result, source, scope with { Facts = scope.Facts.WhenTrue(condition) }, expected, diagnostics);
        return result is BoundError ? null : new BoundRow(row, condition, tests, result);
    }

    /// <summary>What a cell asks of its parameter: bound as the comparison that it abbreviates.</summary>
    private BoundExpression Test(TableCellSyntax cell, FunctionParameter parameter)
    {
        BoundExpression subject = parameter.Record is { } record ? new BoundRecord(record, parameter.Type, cell.Span) : new BoundVariable(parameter.Variable!, cell.Span);
        if (cell.SetOrEmpty is { } word) return new BoundIsSet(subject, word.Kind == TokenKind.Empty != cell.Not is not null, cell.Span);
        var value = cell.Value!;
        var isSet = cell.Operator is { Kind: TokenKind.In };
        var hint = isSet || value is RangeExpressionSyntax or SetExpressionSyntax ? RuleType.SetOf(parameter.Type.NotOptional) : parameter.Type.NotOptional;
        var bound = ExpressionBinder.BindHinted(value, source, scope, hint, diagnostics);
        if (bound is BoundError) return bound;
        var isMember = isSet || cell.Operator is null && bound.Type.Element is not null && parameter.Type.Element is null;
        var op = cell.Operator is { } written && !isSet ? ExpressionBinder.OperatorOf(written.Kind) : BinaryOperator.Equal;
        if ((isMember ? Operators.In(subject, bound, cell.Not is not null, cell.Span) : Operators.Binary(op, subject, bound, cell.Span)) is { } test) return test;
        if (parameter.Type.Kind == TypeKind.Choice && bound is BoundLiteral { Value: string text, Type.Kind: TypeKind.Text })
            diagnostics.ChoiceWrittenAsText(At(value), parameter.Type.NotOptional, text, null);
        else
            diagnostics.OperatorUndefined(At(cell), cell.Operator?.Text ?? (isMember ? "in" : "="), parameter.Type, bound.Type);
        return new BoundError(cell.Span);
    }

    private BoundExpression? Otherwise(RuleType expected)
    {
        var rows = syntax.Rows.ToArray();
        if (Array.Find(rows, row => row.Otherwise is not null) is not { } otherwise) return null;
        if (otherwise != rows[^1]) diagnostics.OtherwiseNotLast(At(otherwise.Otherwise!));
        return ExpressionBinder.Bind(otherwise.Result, source, scope, expected, diagnostics);
    }

    private SourceLocation At(SyntaxElement element) => new(source, element.Span);
}
