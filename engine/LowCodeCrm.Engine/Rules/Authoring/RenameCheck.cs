using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Model.Binding;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>Whether a thing can bear a name.</summary>
internal static class RenameCheck
{
    public static (LocalizedText Reason, string? Proposal)? Problem(ReferenceIndex index, PackageSymbol symbol, string to)
    {
        if (Names.Check(to) is { } problem) return (problem.Message, problem.Proposal);
        var taken = Taken(index, symbol).FirstOrDefault(name => name != symbol.Name && name.Equals(to, StringComparison.OrdinalIgnoreCase));
        if (taken is not null)
            return (LocalizedText.Of($"The name {taken} is taken. Choose another, for example {Free(index, symbol, to)}.", $"{taken} という名前はすでに使われています。{Free(index, symbol, to)} など、別の名前にしてください。"), Free(index, symbol, to));
        if (symbol.Kind == SymbolKind.Entity && EntityBinder.ReservedNames.Contains(to, StringComparer.OrdinalIgnoreCase))
            return (LocalizedText.Of($"No entity can be called {to}: the API uses that path itself.", $"エンティティ名に {to} は使えません。API がその経路を使います。"), to + "_record");
        if (symbol.Kind == SymbolKind.Function && (Functions.Find(to) is not null || Functions.FindAggregate(to) is not null))
            return (LocalizedText.Of($"The language has a function {to} of its own.", $"{to} は言語に備わっている関数です。"), to + "_");
        return null;
    }

    /// <summary>A name like the wanted one that nothing bears.</summary>
    private static string Free(ReferenceIndex index, PackageSymbol symbol, string to)
    {
        var taken = Taken(index, symbol).ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var i = 2; ; i++)
            if (!taken.Contains($"{to}_{i}")) return $"{to}_{i}";
    }

    private static IEnumerable<string> Taken(ReferenceIndex index, PackageSymbol symbol) => symbol.Kind switch
    {
        SymbolKind.Entity => index.Check.Model.Entities.Select(e => e.Name).Concat(index.Documents.Entities.Select(d => d.Name)),
        SymbolKind.Field => index.Check.Model.Find(symbol.Entity)?.Fields.Select(f => f.Name) ?? [],
        SymbolKind.Option => index.Check.Model.Find(symbol.Entity)?.Find(symbol.Owner)?.Options.Select(o => o.Value) ?? [],
        SymbolKind.Rule or SymbolKind.Process => index.All.Where(r => r.IsDeclaration && r.Symbol.Entity == symbol.Entity && r.Symbol.Kind is SymbolKind.Rule or SymbolKind.Process).Select(r => r.Symbol.Name),
        // A loop may be over either.
        SymbolKind.Segment => index.All.Where(r => r.IsDeclaration && r.Symbol.Kind is SymbolKind.Segment or SymbolKind.Entity).Select(r => r.Symbol.Name),
        // Variables may hide one another; what would be taken for something else is found when the result is bound.
        SymbolKind.Variable => [],
        _ => index.All.Where(r => r.IsDeclaration && r.Symbol.Kind == symbol.Kind && r.Symbol.Entity == symbol.Entity && r.Symbol.Owner == symbol.Owner).Select(r => r.Symbol.Name),
    };
}
