using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Takes down what the binder found each name to mean. It hangs on the bag that binds for good; trial bindings have bags of their own and are not heard.</summary>
internal sealed class NameRecorder
{
    private readonly HashSet<(string File, int Start, PackageSymbol Symbol)> seen = [];
    private readonly Dictionary<object, PackageSymbol> variables = new(ReferenceEqualityComparer.Instance);
    private readonly List<NamedPlace> places = [];

    /// <summary>Turns a place of an expression inside another file's text into that file's place.</summary>
    public Func<SourceLocation, SourceLocation?> Map { get; set; } = at => at;

    public IReadOnlyList<NamedPlace> Places => places;

    public void Add(SourceText source, SyntaxToken token, PackageSymbol symbol, bool isDeclaration = false)
    {
        if (token.IsMissing || token.Text.Length == 0) return;
        Add(new SourceLocation(source, token.Span), symbol, isDeclaration);
    }

    /// <param name="at">The name; of no length where a file's path is the name.</param>
    /// <param name="symbol">What it means.</param>
    /// <param name="isDeclaration">Whether the thing is made here.</param>
    /// <param name="isName">False where it stands by its id.</param>
    public void Add(SourceLocation at, PackageSymbol symbol, bool isDeclaration = false, bool isName = true)
    {
        if (Map(at) is { } place && seen.Add((place.File, place.Span.Start, symbol))) places.Add(new NamedPlace(place, symbol, isDeclaration, isName));
    }

    public void Field(SourceText source, SyntaxToken token, Entity entity, Field field, bool isDeclaration = false) =>
        Add(source, token, PackageSymbol.Field(entity.Name, field.Name), isDeclaration);

    /// <param name="source">The file.</param>
    /// <param name="token">The option's name.</param>
    /// <param name="choice">Its type, which names entity and field.</param>
    /// <param name="option">Its value.</param>
    public void Option(SourceText source, SyntaxToken token, RuleType choice, string option)
    {
        if (choice.Choice?.Split('.') is [var entity, var field]) Add(source, token, PackageSymbol.Option(entity, field, option));
    }

    /// <summary>A <c>let</c> or a parameter: it is known by where it is declared.</summary>
    public void Declare(SourceText source, SyntaxToken token, object symbol, string name)
    {
        var declared = PackageSymbol.Variable(source.Path, token.Position, name);
        variables[symbol] = declared;
        Add(source, token, declared, isDeclaration: true);
    }

    public void Variable(SourceText source, SyntaxToken token, object symbol)
    {
        if (variables.TryGetValue(symbol, out var declared)) Add(source, token, declared);
    }
}

/// <summary>A name in a file and what it means.</summary>
internal sealed record NamedPlace(SourceLocation At, PackageSymbol Symbol, bool IsDeclaration, bool IsName);
