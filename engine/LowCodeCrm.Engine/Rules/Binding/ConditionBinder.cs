using System.Collections.Frozen;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>A text that is a condition on the records of one entity: a view's filter, or what a client asks a list for. Bare names are the record's fields.</summary>
public static class ConditionBinder
{
    /// <param name="source">The condition's text alone.</param>
    /// <param name="model">The app, fields that rules declare included.</param>
    /// <param name="record">The record that bare names and <c>this</c> mean.</param>
    /// <param name="functions">The package's.</param>
    /// <param name="diagnostics">Receives mistakes, at their places in the text.</param>
    /// <returns>Null where a mistake was reported.</returns>
    public static BoundExpression? Bind(SourceText source, CrmModel model, RecordSymbol record, IEnumerable<FunctionSymbol> functions, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag { Recorder = diagnostics.Recorder };
        var syntax = RulesParser.ParseExpression(source, found);
        var scope = new BindingScope(model, record) { Functions = functions.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal) };
        var bound = found.HasErrors ? null : ExpressionBinder.Bind(syntax, source, scope, RuleType.Bool, found);
        diagnostics.AddRange(found);
        return found.HasErrors ? null : bound;
    }
}
