namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>
/// Kinds of token. Contextual keywords are <see cref="Name"/> tokens that the parser recognises by
/// the language table; only reserved words have kinds of their own.
/// </summary>
public enum TokenKind
{
    EndOfFile, Bad, Name,
    IntegerLiteral, DecimalLiteral, TextLiteral, RawTextLiteral, DateLiteral, DateTimeLiteral, TimeLiteral,

    // reserved words
    And, Or, Not, In, Is, If, Then, Else, Let, Mod, Between, True, False, Empty, This,

    Equals, NotEquals, Less, LessOrEquals, Greater, GreaterOrEquals,
    Plus, Minus, Star, Slash, Ampersand, Coalesce, Dot, DotDot, Comma, Colon, Pipe, Question,
    Arrow /* -> */, FatArrow /* => */, At /* unused by the language, diagnosed */,
    OpenParen, CloseParen, OpenBrace, CloseBrace, OpenBracket, CloseBracket,
}
