using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Required fields, limits of what rules set, validations: everything that is wrong, not only the first.</summary>
internal static class Checks
{
    public static void Run(SaveUnit unit, RecordSave save, List<Violation> violations)
    {
        foreach (var row in save.Rows)
        {
            if (row.IsRemoved) continue;
            Required(unit, row, violations);
            Limits(unit, row, violations);
            Validations(unit, row, violations);
        }
    }

    public static (ImmutableDictionary<string, bool> Show, ImmutableDictionary<string, bool> Required, ImmutableDictionary<string, bool> ReadOnly) FieldStates(SaveUnit unit, RecordSave row)
    {
        var states = new[] { ImmutableDictionary.CreateBuilder<string, bool>(), ImmutableDictionary.CreateBuilder<string, bool>(), ImmutableDictionary.CreateBuilder<string, bool>() };
        var rules = row.Access.Rules.FieldStates;
        for (var i = 0; i < rules.Length; i++)
        {
            unit.Running(rules[i]);
            // Readonly binds by the stored record, as on saving; nothing is locked while it is being created.
            var locks = rules[i].Kind == FieldStateKind.ReadOnly;
            var holds = (!locks || !row.IsCreate) && row.Access.Program.FieldStates[i](locks ? row.Stored! : row.Record, row.Stored, unit.Context);
            foreach (var field in rules[i].Fields)
                states[(int)rules[i].Kind][field.Name] = holds || states[(int)rules[i].Kind].GetValueOrDefault(field.Name);
        }
        foreach (var field in Approvals.ApprovalLock.FixedFields(unit, row)) states[(int)FieldStateKind.ReadOnly][field.Name] = true;
        return (states[(int)FieldStateKind.Show].ToImmutable(), states[(int)FieldStateKind.Required].ToImmutable(), states[(int)FieldStateKind.ReadOnly].ToImmutable());
    }

    public static ImmutableArray<Violation> Warnings(SaveUnit unit, RecordSave row)
    {
        var warnings = ImmutableArray.CreateBuilder<Violation>();
        var rules = row.Access.Rules.Warnings;
        for (var i = 0; i < rules.Length; i++)
        {
            unit.Running(rules[i]);
            if (row.Access.Program.Warnings[i](row.Record, row.Stored, unit.Context))
                warnings.Add(SaveMessages.OfRule(unit, row, "warning", rules[i].Name, rules[i].Message, rules[i].At));
        }
        return warnings.ToImmutable();
    }

    private static void Required(SaveUnit unit, RecordSave row, List<Violation> violations)
    {
        foreach (var field in row.Access.Entered)
            if (field.Required && field.Origin == FieldOrigin.Entered && field.Type != FieldType.AutoNumber && IsMissing(row, field))
                violations.Add(SaveMessages.Required(unit.Caller.Locale, row, field, null));
        var rules = row.Access.Rules.FieldStates;
        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i].Kind != FieldStateKind.Required) continue;
            unit.Running(rules[i]);
            if (!row.Access.Program.FieldStates[i](row.Record, row.Stored, unit.Context)) continue;
            foreach (var field in rules[i].Fields)
                if (!field.Required && IsMissing(row, field)) violations.Add(SaveMessages.Required(unit.Caller.Locale, row, field, rules[i].Name));
        }
    }

    // A value that could not be read is reported as what it is, not as missing too.
    private static bool IsMissing(RecordSave row, Field field) => field.IsStored && row.New(field) is null && !HasProblem(row, field);

    private static bool HasProblem(RecordSave row, Field field) => row.Input.Problems.Exists(p => p.Field?.Index == field.Index);

    /// <summary>Callers' values were checked when they were read; rules' values here.</summary>
    private static void Limits(SaveUnit unit, RecordSave row, List<Violation> violations)
    {
        foreach (var index in row.SetBy.Keys)
        {
            var field = row.Entity.Fields[index];
            var problem = row.New(field) switch
            {
                decimal number => NumberValues.Limits(field, number),
                long number when field.Type is FieldType.Integer or FieldType.Rating => NumberValues.Limits(field, number),
                string text when field.Type is not (FieldType.Choice or FieldType.Json) => TextValues.Read(field, text, unit.Limits, out _),
                _ => null,
            };
            if (problem is not null)
                violations.Add(new Violation(problem.Code, SaveMessages.ForField(unit.Caller.Locale, field, problem.Message), [row.Path + JsonInputReader.PropertyOf(field)], row.SetBy[index]));
        }
    }

    private static void Validations(SaveUnit unit, RecordSave row, List<Violation> violations)
    {
        var rules = row.Access.Rules.Validations;
        var program = row.Access.Program.Validations;
        for (var i = 0; i < rules.Length; i++)
        {
            unit.Running(rules[i]);
            if (!program[i](row.Record, row.Stored, unit.Context)) continue;
            if (row.Input.Problems.Count > 0 && !rules[i].At.IsEmpty && rules[i].At.All(f => HasProblem(row, f))) continue;
            violations.Add(SaveMessages.OfRule(unit, row, "rule", rules[i].Name, rules[i].Message, rules[i].At));
        }
    }
}
