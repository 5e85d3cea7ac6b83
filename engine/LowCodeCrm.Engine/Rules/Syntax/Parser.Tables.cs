using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Decision tables.</summary>
internal sealed partial class Parser
{
    private TableDeclarationSyntax Table()
    {
        var keyword = Take(Keywords.Table);
        var name = ExpectName();
        var open = Expect(TokenKind.OpenParen, "(");
        var parameters = List(TokenKind.CloseParen, Parameter);
        var close = Expect(TokenKind.CloseParen, ")");
        var returns = Expect(Keywords.Returns);
        var type = Type();
        var hit = At(Keywords.Hit) ? Hit() : null;
        var openRows = Expect(TokenKind.OpenBrace, "{");
        var members = ImmutableArray.CreateBuilder<SyntaxNode>();
        while (!BlockEnds())
        {
            if (Kind == TokenKind.Pipe)
            {
                members.Add(Row());
                continue;
            }
            Report(at => diagnostics.ExpectedToken(at, "|", Found));
            members.Add(new SkippedCommandSyntax(TakeTo(AtLeastOne(Find(() => Kind == TokenKind.Pipe && BeginsLine(index) || AtDeclaration(strict: true))))));
        }
        return new TableDeclarationSyntax(keyword, name, open, parameters, close, returns, type, hit, openRows, members.ToImmutable(), CloseBrace(openRows));
    }

    private HitPolicySyntax Hit()
    {
        var keyword = Take(Keywords.Hit);
        if (At(Keywords.Collect) || At(Keywords.Rule))
        {
            var policy = Take(Current.Candidate!);
            return new HitPolicySyntax(keyword, policy, policy.Keyword == Keywords.Rule ? Expect(Keywords.Order) : TakeIf(TokenKind.Name));
        }
        return new HitPolicySyntax(keyword, HitPolicies.Find(Current.Candidate) is null ? ExpectName() : Take(Current.Candidate!), null);
    }

    private TableRowSyntax Row()
    {
        var bar = Take();
        var otherwise = At(Keywords.Otherwise) && PeekIs(1, TokenKind.FatArrow) ? Take(Keywords.Otherwise) : null;
        var cells = ImmutableArray.CreateBuilder<SyntaxElement>();
        if (otherwise is null)
        {
            cells.Add(Cell());
            while (Kind == TokenKind.Pipe && !BeginsLine(index))
            {
                cells.Add(Take());
                cells.Add(Cell());
            }
        }
        var arrow = Expect(TokenKind.FatArrow, "=>");
        return new TableRowSyntax(bar, new SeparatedList<TableCellSyntax>(cells.ToImmutable()), otherwise, arrow, Expression(), Expect(TokenKind.Pipe, "|"));
    }

    private TableCellSyntax Cell()
    {
        switch (Kind)
        {
            case TokenKind.Minus when Peek(1).Kind is TokenKind.Pipe or TokenKind.FatArrow:
                return new TableCellSyntax(Take(), null, null, null);
            case TokenKind.Not when PeekIs(1, TokenKind.In):
                var not = Take();
                return new TableCellSyntax(Take(), not, null, Binary(Precedence.Comparison + 1));
            case TokenKind.Is:
                var verb = Take();
                return new TableCellSyntax(verb, TakeIf(TokenKind.Not), SetOrEmpty(), null);
            case TokenKind.In or TokenKind.Equals or TokenKind.NotEquals or TokenKind.Less or TokenKind.LessOrEquals or TokenKind.Greater or TokenKind.GreaterOrEquals:
                return new TableCellSyntax(Take(), null, null, Binary(Precedence.Comparison + 1));
            default:
                return new TableCellSyntax(null, null, null, Binary(Precedence.Comparison + 1));
        }
    }
}
