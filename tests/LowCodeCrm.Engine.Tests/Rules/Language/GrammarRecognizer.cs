using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Tests.Rules.Language;

/// <summary>Reads tokens by the grammar alone, following every choice: where a production that begins at a token may end.</summary>
internal sealed class GrammarRecognizer(string text)
{
    private readonly List<SyntaxToken> tokens = Lexer.Lex(new SourceText("a.rules", text), new TextSpan(0, text.Length), new DiagnosticBag());
    private readonly Dictionary<(string, int), HashSet<int>> known = [];

    /// <summary>Whether the whole text is one of <paramref name="production"/>.</summary>
    public bool Accepts(string production) => Ends(new ReferencePart(production), 0).Contains(tokens.Count - 1);

    /// <summary>Whether it begins and ends somewhere.</summary>
    public bool Finds(string production) => Enumerable.Range(0, tokens.Count).Any(at => Ends(new ReferencePart(production), at).Count > 0);

    private HashSet<int> Ends(GrammarPart part, int at)
    {
        switch (part)
        {
            case WordPart { Word: var word }: return If(word.IsReserved ? tokens[at].Kind == word.Kind : tokens[at].Candidate == word, at);
            case SymbolPart symbol: return If(CharacterText(tokens[at]) == symbol.Text && tokens[at].Kind is not (TokenKind.Name or TokenKind.TextLiteral), at);
            case NamedPart named: return If(tokens[at].Kind == TokenKind.Name && tokens[at].Text == named.Text, at);
            case TokenPart token: return If(token.Kinds.Contains(tokens[at].Kind), at);
            case ReferencePart { Production: var name }:
                if (known.TryGetValue((name, at), out var ends)) return ends;
                return known[(name, at)] = Ends(Grammar.Find(name).Body, at);
            case SequencePart sequence:
                var reached = new HashSet<int> { at };
                foreach (var one in sequence.Parts) reached = [.. reached.SelectMany(from => Ends(one, from))];
                return reached;
            case ChoicePart choice: return [.. choice.Parts.SelectMany(one => Ends(one, at))];
            case OptionalPart optional: return [at, .. Ends(optional.Part, at)];
            case RepeatedPart repeated:
                var all = new HashSet<int> { at };
                for (var fresh = all; fresh.Count > 0;)
                {
                    fresh = [.. fresh.SelectMany(from => Ends(repeated.Part, from)).Where(to => !all.Contains(to))];
                    all.UnionWith(fresh);
                }
                return all;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    private static HashSet<int> If(bool fits, int at) => fits ? [at + 1] : [];

    private static string CharacterText(SyntaxToken token) => CharacterFacts.Narrow(token.Text);
}
