using System.Globalization;
using System.Text;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>The grammar as text, in the EBNF of ISO/IEC 14977: <c>"word"</c>, <c>[ optional ]</c>, <c>{ repeated }</c>, <c>( a | b )</c>, <c>? in words ?</c>.</summary>
public static class GrammarWriter
{
    /// <summary>The whole: productions, tokens, precedence, and the keywords with their aliases.</summary>
    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("(* The grammar of the rules language. Generated from the tables that the parser works from; a test keeps it so.\n");
        text.Append("   Every word may be written in either of its two spellings; they stand at the end. White space, line ends, // and /* */ separate words and mean nothing. *)\n\n");
        foreach (var production in Grammar.All) text.Append(Line(production)).Append('\n');
        text.Append('\n');
        foreach (var token in Grammar.Tokens) text.Append(CultureInfo.InvariantCulture, $"{token.Name} = ? {token.Says} ? ;\n");
        text.Append("\n(* Precedence, loosest first:\n");
        foreach (var level in Enum.GetValues<Precedence>().Where(level => level != Precedence.None)) text.Append(CultureInfo.InvariantCulture, $"   {level.ToString().ToLowerInvariant(),-14}{OperatorsOf(level)}\n");
        text.Append("*)\n\n(* Words. Reserved, so that nothing can be called so:\n");
        Words(text, Keywords.All.Where(word => word.IsReserved));
        text.Append("   Words only where the grammar expects them:\n");
        Words(text, Keywords.All.Where(word => !word.IsReserved));
        return text.Append("*)\n").ToString();
    }

    /// <summary>One production: <c>names = name, { ",", name } ;</c></summary>
    public static string Line(Production production) =>
        $"{production.Name} = {Text(production.Body, nested: false)} ;{(production.Remark is null ? "" : $" (* {production.Remark} *)")}";

    private static string Text(GrammarPart part, bool nested) => part switch
    {
        WordPart word => $"\"{word.Word.Text}\"",
        SymbolPart symbol => $"\"{symbol.Text}\"",
        NamedPart named => $"\"{named.Text}\"",
        TokenPart token => token.Name,
        ReferencePart reference => reference.Production,
        SequencePart sequence => string.Join(", ", sequence.Parts.Select(one => Text(one, nested: true))),
        ChoicePart choice => nested ? $"( {Choices(choice)} )" : Choices(choice),
        OptionalPart optional => $"[ {Text(optional.Part, nested: false)} ]",
        RepeatedPart repeated => $"{{ {Text(repeated.Part, nested: false)} }}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Choices(ChoicePart choice) => string.Join(" | ", choice.Parts.Select(one => Text(one, nested: true)));

    private static string OperatorsOf(Precedence level) => level switch
    {
        Precedence.Branch => "if … then … else …   let … in …",
        Precedence.Access => "a.b   f(x)",
        _ => string.Join("   ", Operators.Prefix.Where(op => op.Precedence == level).Select(op => $"{op.Text} x").Concat(Operators.Infix.Where(op => op.Precedence == level).Select(op => op.Text)))
            + (Operators.Infix.FirstOrDefault(op => op.Precedence == level)?.Associativity switch { Associativity.Right => "   (from the right)", Associativity.None => "   (do not chain)", _ => "" }),
    };

    private static void Words(StringBuilder text, IEnumerable<Keyword> words)
    {
        foreach (var word in words) text.Append(CultureInfo.InvariantCulture, $"     {word.Text,-14}{word.Alias}\n");
    }
}
