using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>A file that gets another path.</summary>
public sealed record FileMove(string From, string To);

/// <summary>What a rename does, or why it cannot be.</summary>
/// <param name="Edits">In the files as they are, before any is moved.</param>
/// <param name="After">The package afterwards; null where it is refused.</param>
/// <param name="Refusal">Null where it can be done.</param>
/// <param name="Proposal">A name that would do, where there is one.</param>
public sealed record RenameResult(ImmutableArray<TextEdit> Edits, ImmutableArray<FileMove> Moves, AppPackage? After, LocalizedText? Refusal, string? Proposal, ImmutableArray<Diagnostic> Diagnostics)
{
    internal static RenameResult Refused(LocalizedText reason, string? proposal, ImmutableArray<Diagnostic> diagnostics = default) =>
        new([], [], null, reason, proposal, diagnostics.IsDefault ? [] : diagnostics);
}

/// <summary>Gives a thing another name, everywhere. Ids stay, so no data is touched. What would not compile afterwards, or would mean something else, is refused.</summary>
public static class Rename
{
    public static RenameResult Of(ReferenceIndex index, PackageSymbol symbol, string to)
    {
        if (symbol.Name == to) return new RenameResult([], [], index.Package, null, null, []);
        if (RenameCheck.Problem(index, symbol, to) is var (reason, proposal)) return RenameResult.Refused(reason, proposal);
        var edits = index.Of(symbol).Where(r => r.IsName && r.At.Span.Length > 0).Select(r => new TextEdit(r.At.File, r.At.Span, to))
            .Concat(symbol.Kind == SymbolKind.Option ? SeedOptions.Edits(index, symbol, to) : []).ToImmutableArray();
        var moves = Moves(index.Package, symbol, to).ToImmutableArray();
        if (moves.FirstOrDefault(move => index.Package.Files.ContainsKey(move.To)) is { } taken)
            return RenameResult.Refused(LocalizedText.Of($"There is a file {taken.To} already.", $"ファイル {taken.To} がすでにあります。"), null);
        var after = IdAssigner.Apply(index.Package, edits);
        foreach (var move in moves) after = after.Without(move.From).With(new PackageFile(move.To, after.Files[move.From].Content));
        return Verified(index, symbol, to, new RenameResult(edits, moves, after, null, null, []));
    }

    private static IEnumerable<FileMove> Moves(AppPackage package, PackageSymbol symbol, string to)
    {
        foreach (var path in package.Files.Keys)
        {
            var (kind, name, entity) = PackagePaths.Classify(path);
            var moved = (symbol.Kind, kind) switch
            {
                (SymbolKind.Entity, PackageFileKind.Entity) when name == symbol.Name => $"entities/{to}.json",
                (SymbolKind.Entity, PackageFileKind.Data) when name == symbol.Name => $"data/{to}.csv",
                (SymbolKind.Entity, PackageFileKind.Form or PackageFileKind.View) when entity == symbol.Name => path[..(path.IndexOf('/') + 1)] + to + path[(path.IndexOf('/') + 1 + symbol.Name.Length)..],
                (SymbolKind.Form, PackageFileKind.Form) when entity == symbol.Entity && name == symbol.Name => $"forms/{entity}.{to}.json",
                (SymbolKind.View, PackageFileKind.View) when entity == symbol.Entity && name == symbol.Name => $"views/{entity}.{to}.json",
                (SymbolKind.Role, PackageFileKind.Role) when name == symbol.Name => $"roles/{to}.json",
                (SymbolKind.Template, PackageFileKind.Template) when PackagePaths.TemplateOf(path) == symbol.Name => path[..(path.LastIndexOf('/') + 1)] + to + path[(path.LastIndexOf('/') + 1 + symbol.Name.Length)..],
                (SymbolKind.Page, PackageFileKind.Page) when name == symbol.Name => $"pages/{to}.json",
                _ => null,
            };
            if (moved is not null) yield return new FileMove(path, moved);
        }
    }

    /// <summary>Binds the result: nothing may be wrong that was right, and every name must mean what it meant.</summary>
    private static RenameResult Verified(ReferenceIndex before, PackageSymbol symbol, string to, RenameResult result)
    {
        var after = ReferenceIndex.Of(result.After!);
        var known = before.Check.Diagnostics.CountBy(d => d.Id).ToDictionary(StringComparer.Ordinal);
        var fresh = after.Check.Diagnostics.GroupBy(d => d.Id).Where(group => group.Count() > known.GetValueOrDefault(group.Key)).SelectMany(group => group).ToImmutableArray();
        if (fresh.Any(d => d.Severity != DiagnosticSeverity.Info))
            return RenameResult.Refused(LocalizedText.Of($"Called {to}, the package would no longer be right: {fresh[0].Message.For("en")}", $"{to} に変えるとパッケージに問題が生じます：{fresh[0].Message.For("ja")}"), null, fresh);
        var expected = Count(before.All, s => Renamed(s, symbol, to));
        var found = Count(after.All, s => s);
        if (expected.Count == found.Count && expected.All(pair => found.GetValueOrDefault(pair.Key) == pair.Value)) return result;
        return RenameResult.Refused(LocalizedText.Of(
            $"Called {to}, a name would be taken for something else that is called so. Choose another name.", $"{to} に変えると、同じ名前の別のものと取り違えられる箇所があります。別の名前にしてください。"), null);
    }

    private static Dictionary<PackageSymbol, int> Count(IEnumerable<Reference> references, Func<PackageSymbol, PackageSymbol> name) =>
        // Where a variable is declared moves with the text before it.
        references.CountBy(r => name(r.Symbol) is { Kind: SymbolKind.Variable } variable ? variable with { Owner = "", Entity = "" } : name(r.Symbol)).ToDictionary();

    internal static PackageSymbol Renamed(PackageSymbol other, PackageSymbol symbol, string to)
    {
        if (other == symbol) return other with { Name = to };
        return symbol.Kind switch
        {
            SymbolKind.Entity when other.Entity == symbol.Name && other.Kind != SymbolKind.Variable => other with { Entity = to },
            SymbolKind.Field when other.Kind == SymbolKind.Option && other.Entity == symbol.Entity && other.Owner == symbol.Name => other with { Owner = to },
            SymbolKind.Process when other.Kind == SymbolKind.Transition && other.Entity == symbol.Entity && other.Owner == symbol.Name => other with { Owner = to },
            _ => other,
        };
    }
}
