using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>
/// Text to lossless tree: the tree's text is the text given, right or wrong. Mistakes go to the bag; nothing throws. Time is linear in the length;
/// nesting past <see cref="MaxNesting"/> and expressions past <see cref="MaxExpressionDepth"/> are refused with a diagnostic.
/// </summary>
public static class RulesParser
{
    /// <summary>How deep brackets, operators before an operand, branches and blocks may nest.</summary>
    public const int MaxNesting = Parser.MaxNesting;

    /// <summary>The greatest height of an expression's tree, so that later stages may recurse over it; a chain of operators of one precedence is as high as it is long.</summary>
    public const int MaxExpressionDepth = Parser.MaxExpressionDepth;

    /// <summary>Parses a <c>.rules</c> file.</summary>
    public static RulesFileSyntax Parse(SourceText source, DiagnosticBag diagnostics)
    {
        var tokens = Lexer.Lex(source, new TextSpan(0, source.Text.Length), diagnostics);
        return new Parser(source, tokens, diagnostics).ParseFile();
    }

    /// <summary>Parses a text that is one expression. What follows it is reported and kept as skipped trivia of its last token.</summary>
    public static ExpressionSyntax ParseExpression(SourceText source, DiagnosticBag diagnostics) =>
        ParseExpression(source, new TextSpan(0, source.Text.Length), diagnostics);

    /// <summary>Parses the expression that a part of a text is; positions are those of the whole text.</summary>
    public static ExpressionSyntax ParseExpression(SourceText source, TextSpan range, DiagnosticBag diagnostics)
    {
        var tokens = Lexer.Lex(source, range, diagnostics);
        return new Parser(source, tokens, diagnostics).ParseWholeExpression(quiet: false);
    }
}
