using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Import;

/// <summary>The cells of a row to typed values. An empty cell says nothing: a new record takes its default, an old one keeps its value.</summary>
internal sealed class CsvRowReader(Entity entity, ImmutableArray<ImportColumn> columns, IReadOnlyDictionary<int, LookupResolver> lookups, InputContext context)
{
    private readonly Dictionary<string, string> headers = columns.Where(c => c.Field is not null).GroupBy(c => c.Field!.Index).ToDictionary(g => JsonInputReader.PropertyOf(g.First().Field!), g => g.First().Header, StringComparer.Ordinal);

    /// <summary>The file's own name of a field.</summary>
    public string? ColumnOf(ImportRow row, string property) => headers.GetValueOrDefault(property, property);

    public ImportRow Read(int line, string[] cells)
    {
        var input = new RecordInput(entity);
        Guid? id = null;
        Dictionary<int, Dictionary<string, string>>? parts = null;
        foreach (var column in columns)
        {
            if (column.Field is not { } field || column.Index >= cells.Length || cells[column.Index] is not { Length: > 0 } raw) continue;
            var cell = FormulaGuard.Remove(raw);
            if (column.Member is { } member)
            {
                parts ??= [];
                if (!parts.TryGetValue(field.Index, out var whole)) parts.Add(field.Index, whole = new Dictionary<string, string>(StringComparer.Ordinal));
                if (cell.Trim() is { Length: > 0 } part && TextValues.Characters(part) is null) whole[member] = part;
                continue;
            }
            if (field.Name == SystemFields.Id)
            {
                if (Guid.TryParseExact(cell.Trim(), "D", out var given)) id = given;
                else Problem(input, field, ValueProblem.NotAnId(cell));
                continue;
            }
            var problem = field.IsToOne && lookups.TryGetValue(context.Model.TargetOf(field).Index, out var lookup)
                ? lookup.Resolve(cell, out var value) : TextValueReader.Read(field, cell, context, out value);
            if (problem is not null) Problem(input, field, problem);
            else if (value is not null) input.Set(field, value);
        }
        foreach (var (index, whole) in parts ?? [])
        {
            string? Part(string name) => whole.GetValueOrDefault(name);
            if (whole.Count == 0) continue;
            input.Set(entity.Fields[index], entity.Fields[index].Type == FieldType.PersonName
                ? new PersonName(Part("family"), Part("given"), Part("familyReading"), Part("givenReading"))
                : new Address(Part("country"), Part("postalCode"), Part("region"), Part("city"), Part("street"), Part("building")));
        }
        return new ImportRow(line, input, id);
    }

    private static void Problem(RecordInput input, Field field, ValueProblem problem) =>
        input.Problems.Add(new InputProblem(problem.Code, JsonInputReader.PropertyOf(field), problem.Message, field));
}
