using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Tests.Rules.Language;

/// <summary>Sentences made from the grammar: random choices while there is room, the shortest ones afterwards.</summary>
internal sealed class GrammarSentences(int seed)
{
    private static readonly Dictionary<string, int> heights = Heights();
    private const int Longest = 40;
    private readonly Random random = new(seed);
    private int written;

    public string Write(string production, int room) => Write(new ReferencePart(production), room);

    private string Write(GrammarPart part, int room) => Text(part, written > Longest ? 0 : room);

    private string Text(GrammarPart part, int room) => part switch
    {
        WordPart { Word: var word } => random.Next(4) == 0 ? word.Alias : word.Text,
        SymbolPart symbol => symbol.Text,
        NamedPart named => named.Text,
        TokenPart token => Token(token.Kinds[random.Next(token.Kinds.Length)]),
        // What the notation cannot say: see the remarks of the three.
        ReferencePart { Production: "let_value" } => $"( {Write(new ReferencePart("expression"), room - 1)} )",
        ReferencePart { Production: "bare_value" } => "- " + Write(new ReferencePart("path"), room - 1),
        ReferencePart { Production: "position" } => "1_0 + " + Write(new ReferencePart("path"), room - 1),
        ReferencePart { Production: "row" } => "\n" + Write(Grammar.Find("row").Body, room - 1),
        ReferencePart { Production: var name } => Write(Grammar.Find(name).Body, room - 1),
        SequencePart sequence => string.Join(' ', sequence.Parts.Select(one => Write(one, room))),
        ChoicePart choice => Write(Pick(choice, room), room),
        OptionalPart optional => room > Height(optional.Part) && random.Next(2) == 0 ? Write(optional.Part, room) : "",
        RepeatedPart repeated => room > Height(repeated.Part) ? string.Join(' ', Enumerable.Range(0, random.Next(3)).Select(_ => Write(repeated.Part, room - 1))) : "",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private GrammarPart Pick(ChoicePart choice, int room)
    {
        var fitting = choice.Parts.Where(one => Height(one) < room).ToArray();
        return fitting.Length > 0 ? fitting[random.Next(fitting.Length)] : choice.Parts.MinBy(Height)!;
    }

    private string Token(TokenKind kind)
    {
        written++;
        return Example(kind);
    }

    private string Example(TokenKind kind) => kind switch
    {
        // None of them a word of the language.
        TokenKind.Name => "n" + random.Next(1, 6),
        TokenKind.IntegerLiteral => "1_0",
        TokenKind.DecimalLiteral => "2.50",
        TokenKind.TextLiteral => random.Next(3) == 0 ? "\"a {n1 + 1}\"" : "\"a\"",
        TokenKind.RawTextLiteral => "r\"a\\d\"",
        TokenKind.DateLiteral => "2026-04-01",
        TokenKind.DateTimeLiteral => "2026-04-01T09:00+09:00",
        TokenKind.TimeLiteral => "09:30",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static int Height(GrammarPart part) => Height(part, heights);

    /// <summary>How deep the shortest sentence of a part is.</summary>
    private static int Height(GrammarPart part, Dictionary<string, int> of) => part switch
    {
        ReferencePart reference => of[reference.Production],
        SequencePart sequence => sequence.Parts.Max(one => Height(one, of)),
        ChoicePart choice => choice.Parts.Min(one => Height(one, of)),
        _ => 0,
    };

    private static Dictionary<string, int> Heights()
    {
        const int Unknown = 1_000;
        var found = Grammar.All.ToDictionary(production => production.Name, _ => Unknown);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var production in Grammar.All)
            {
                var height = Math.Min(Unknown, Height(production.Body, found) + 1);
                changed |= height != found[production.Name];
                found[production.Name] = height;
            }
        }
        return found;
    }
}
