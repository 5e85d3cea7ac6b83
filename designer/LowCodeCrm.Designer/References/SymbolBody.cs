using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Designer.References;

/// <param name="Kind">entity, field, option, rule, function, process, transition, view, form, role, page, schedule, segment, policy, template, test.</param>
/// <param name="Entity">Of all but entities, functions, roles, pages, schedules, segments and templates.</param>
/// <param name="Field">Of an option.</param>
/// <param name="Process">Of a transition.</param>
/// <param name="To">Of a rename: the new name.</param>
/// <param name="Base">The draft's revision that the caller looked at; another one now is a conflict.</param>
internal sealed record SymbolBody(string? Kind, string? Entity, string? Field, string? Process, string? Name, string? To, bool? DryRun, string? Base)
{
    private static readonly SymbolKind[] Kinds = [.. Enum.GetValues<SymbolKind>().Where(kind => kind != SymbolKind.Variable)];

    /// <exception cref="ApiProblem">400: it names nothing; 404: there is no such thing.</exception>
    public PackageSymbol In(ReferenceIndex index)
    {
        if (!Kinds.Any(k => Written(k) == Kind))
            throw ApiProblem.Malformed($"\"kind\" is one of {string.Join(", ", Kinds.Select(Written))}.", $"kind は {string.Join("、", Kinds.Select(Written))} のいずれかにしてください。", "kind");
        var kind = Kinds.First(k => Written(k) == Kind);
        var name = Name ?? throw Missing("name");
        var symbol = kind switch
        {
            SymbolKind.Entity or SymbolKind.Function or SymbolKind.Role or SymbolKind.Page or SymbolKind.Schedule or SymbolKind.Segment or SymbolKind.Template => new PackageSymbol(kind, "", "", name),
            SymbolKind.Option => new PackageSymbol(kind, Entity ?? throw Missing("entity"), Field ?? throw Missing("field"), name),
            SymbolKind.Transition => new PackageSymbol(kind, Entity ?? throw Missing("entity"), Process ?? throw Missing("process"), name),
            _ => new PackageSymbol(kind, Entity ?? throw Missing("entity"), "", name),
        };
        return index.Exists(symbol) ? symbol : throw NotFound(symbol);
    }

    public static ApiProblem NotFound(PackageSymbol symbol) =>
        new(404, "not_found", LocalizedText.Of($"The draft has no {Written(symbol.Kind)} {symbol}.", $"下書きに {Written(symbol.Kind)} {symbol} はありません。"));

    private static string Written(SymbolKind kind) => kind.ToString().ToLowerInvariant();

    private static ApiProblem Missing(string member) => ApiProblem.Malformed($"\"{member}\" is missing.", $"{member} を指定してください。", member);
}
