using System.Text;
using System.Text.Json;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Client;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Tests.Rules.Language;

/// <summary>What the browser's evaluator must know of the language's tables, as TypeScript.</summary>
internal static class ClientLanguage
{
    /// <summary>The functions that reach the browser as calls; <c>changed</c> and <c>old</c> are nodes of their own.</summary>
    public static IEnumerable<FunctionInfo> Functions => LowCodeCrm.Engine.Rules.Language.Functions.All
        .Where(function => function.BackEnds.HasFlag(BackEnds.Client) && !function.Signature[0].StartsWith("(field)", StringComparison.Ordinal));

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("// Made from the tables in engine/LowCodeCrm.Engine/Rules/Language by ClientLanguageTests. Change the tables, not this file.\n\n");
        text.Append("/** The kinds of type that decide how a value is held. */\n");
        Union("Kind", Enum.GetValues<TypeKind>().Where(kind => kind != TypeKind.Error).Select(ClientExpressionWriter.KindName));
        Union("BinaryOperator", Enum.GetNames<BinaryOperator>().Select(name => name.ToLowerInvariant()));
        Union("AggregateKind", Enum.GetNames<AggregateKind>().Select(name => name.ToLowerInvariant()));
        text.Append("/** Words that can name nothing, in either language. */\n");
        text.Append("export const reservedWords: ReadonlySet<string> = new Set([\n");
        foreach (var keyword in Keywords.All.Where(keyword => keyword.IsReserved)) text.Append($"  {Text(keyword.Text)}, {Text(keyword.Alias)},\n");
        text.Append("]);\n\n");
        text.Append("""
            /** A built-in function, as the language has it. */
            export interface FunctionInfo {
              /** In order; those from `least` on may be left out in rules, and the server fills in their defaults. */
              readonly parameters: readonly string[];
              readonly least: number;
              /** null: the last parameter may be repeated. */
              readonly most: number | null;
              readonly defaults?: Readonly<Record<string, string | number>>;
              /** false: an empty argument gives an empty result. */
              readonly total: boolean;
              /** Depends on the day, the time or the user. */
              readonly volatile: boolean;
            }


            """);
        text.Append("export const functionTable = {\n");
        foreach (var function in Functions) text.Append($"  {function.Name}: {Row(function)},\n");
        text.Append("} as const satisfies Record<string, FunctionInfo>;\n\n");
        text.Append("/** Every function that the browser must implement. */\n");
        text.Append("export type FunctionName = keyof typeof functionTable;\n");
        return text.ToString();

        void Union(string name, IEnumerable<string> members) => text.Append($"export type {name} = {string.Join(" | ", members.Select(Text))};\n\n");
    }

    private static string Row(FunctionInfo function)
    {
        // The overloads of a function differ in types only; the longest tells its parameters.
        var overloads = function.Group == LowCodeCrm.Engine.Rules.Language.Functions.RecordGroup ? [] : FunctionSignature.Of(function).ToArray();
        var longest = overloads.MaxBy(overload => overload.Parameters.Length);
        var names = longest is null ? Names(function.Signature[0]) : longest.Parameters.Select(parameter => parameter.Name).ToArray();
        var least = longest is null ? names.Length : overloads.Min(overload => overload.RequiredCount);
        var defaults = longest?.Parameters.Where(parameter => parameter.Default is not null).Select(parameter => $"{parameter.Name}: {Literal(parameter.Default!)}").ToArray() ?? [];
        var most = longest is { IsVariadic: true } ? "null" : names.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var middle = defaults.Length == 0 ? "" : $", defaults: {{ {string.Join(", ", defaults)} }}";
        return $"{{ parameters: [{string.Join(", ", names.Select(Text))}], least: {least}, most: {most}{middle}, total: {Bool(function.TotalOnEmpty)}, volatile: {Bool(function.IsVolatile)} }}";
    }

    // Of the functions about the record: (role), ().
    private static string[] Names(string signature) => [.. signature[1..signature.IndexOf(')', StringComparison.Ordinal)].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(':')[0])];

    private static string Literal(object value) => value is string text ? Text(text) : JsonSerializer.Serialize(value);
    private static string Bool(bool value) => value ? "true" : "false";
    private static string Text(string value) => $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
