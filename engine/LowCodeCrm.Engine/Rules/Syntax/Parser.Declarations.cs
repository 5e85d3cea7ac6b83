using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>What stands at the top of a file.</summary>
internal sealed partial class Parser
{
    public RulesFileSyntax ParseFile()
    {
        var declarations = ImmutableArray.CreateBuilder<DeclarationSyntax>();
        while (!AtEnd) declarations.Add(Declaration());
        return new RulesFileSyntax(declarations.ToImmutable(), Take());
    }

    /// <summary>
    /// Whether a declaration begins here. Strict: so surely that whatever was being read must have ended, because no expression or
    /// rule can hold these words in a row; else: by its keyword.
    /// </summary>
    private bool AtDeclaration(bool strict)
    {
        if (Current.Candidate is not { } word) return false;
        if (!strict) return declarationKeywords.Contains(word);
        if (word == Keywords.Rules) return PeekIs(1, Keywords.For) && PeekIs(2, TokenKind.Name) && PeekIs(3, TokenKind.OpenBrace);
        if (word == Keywords.Function || word == Keywords.Table) return PeekIs(1, TokenKind.Name) && PeekIs(2, TokenKind.OpenParen);
        if (word == Keywords.Process) return PeekIs(1, TokenKind.Name) && PeekIs(2, Keywords.On) && !(index > 0 && tokens[index - 1].Candidate == Keywords.Start);
        if (word == Keywords.Approval || word == Keywords.Policy) return PeekIs(1, TokenKind.Name) && PeekIs(2, Keywords.On);
        if (word == Keywords.Choose || word == Keywords.Test) return PeekIs(1, TokenKind.Name) && PeekIs(2, Keywords.For);
        if (word == Keywords.Segment) return PeekIs(1, TokenKind.Name) && PeekIs(2, Keywords.Of);
        if (word == Keywords.Schedule) return PeekIs(1, TokenKind.Name) && PeekIs(2, TokenKind.Name);
        return word == Keywords.On && PeekIs(1, Keywords.Message) && PeekIs(2, Keywords.From);
    }

    private static readonly HashSet<Keyword> declarationKeywords =
    [
        Keywords.Rules, Keywords.Function, Keywords.Process, Keywords.Approval, Keywords.Schedule, Keywords.On,
        Keywords.Choose, Keywords.Segment, Keywords.Policy, Keywords.Table, Keywords.Test,
    ];

    private DeclarationSyntax Declaration()
    {
        if (At(Keywords.Rules)) return RulesBlock();
        if (At(Keywords.Function)) return Function();
        if (At(Keywords.Table)) return Table();
        if (At(Keywords.Process)) return Process();
        if (At(Keywords.Approval)) return Approval();
        if (At(Keywords.Test)) return Test();
        if (At(Keywords.Schedule)) return Schedule();
        if (At(Keywords.Choose)) return Choose();
        if (At(Keywords.On)) return OnMessage();
        if (At(Keywords.Segment)) return Segment();
        if (At(Keywords.Policy)) return Policy();
        var word = Current.Text;
        var proposal = Kind == TokenKind.Name ? Spelling.Nearest(word, declarationKeywords.Select(k => k.Text)) : null;
        Report(at => diagnostics.UnknownDeclaration(at, word, proposal));
        var start = index;
        // A lone closing brace is passed over by itself.
        var target = Kind is TokenKind.CloseBrace or TokenKind.CloseParen or TokenKind.CloseBracket ? index + 1
            : Find(() => AtDeclaration(strict: true) || (BeginsLine(index) && AtDeclaration(strict: false)));
        return new SkippedDeclarationSyntax(TakeTo(Math.Max(target, start + 1)));
    }

    private RulesBlockSyntax RulesBlock()
    {
        var keyword = Take(Keywords.Rules);
        var forKeyword = Expect(Keywords.For);
        var entity = ExpectName();
        var open = Expect(TokenKind.OpenBrace, "{");
        var rules = ImmutableArray.CreateBuilder<RuleSyntax>();
        while (!BlockEnds()) rules.Add(Rule());
        return new RulesBlockSyntax(keyword, forKeyword, entity, open, rules.ToImmutable(), CloseBrace(open));
    }

    /// <summary>At a closing brace, or where the next declaration shows that one has been forgotten.</summary>
    private bool BlockEnds() => AtEnd || Kind == TokenKind.CloseBrace || AtDeclaration(strict: true);

    private SyntaxToken CloseBrace(SyntaxToken open)
    {
        if (Kind == TokenKind.CloseBrace) return Take();
        if (open.IsMissing) reportedAt = index;
        var (line, _) = source.Position(open.Position);
        Report(at => diagnostics.UnclosedBrace(at, line));
        return Missing(TokenKind.CloseBrace);
    }

    private FunctionDeclarationSyntax Function()
    {
        var keyword = Take(Keywords.Function);
        var name = ExpectName();
        var open = Expect(TokenKind.OpenParen, "(");
        var parameters = List(TokenKind.CloseParen, Parameter);
        var close = Expect(TokenKind.CloseParen, ")");
        var returns = Expect(Keywords.Returns);
        var type = Type();
        var equals = Expect(TokenKind.Equals, "=");
        return new FunctionDeclarationSyntax(keyword, name, open, parameters, close, returns, type, equals, Expression());
    }

    private ParameterSyntax Parameter() => new(ExpectName(), Expect(TokenKind.Colon, ":"), Type());

    private TypeSyntax Type()
    {
        var collection = (At(Keywords.Set) || At(Keywords.List)) && PeekIs(1, Keywords.Of) ? Take(Current.Candidate!) : null;
        var of = collection is null ? null : Take(Keywords.Of);
        var name = ExpectName();
        var dot = TakeIf(TokenKind.Dot);
        var member = dot is null ? null : ExpectName();
        return new TypeSyntax(collection, of, name, dot, member, TakeIf(TokenKind.Question));
    }

    private ProcessDeclarationSyntax Process()
    {
        var keyword = Take(Keywords.Process);
        var name = ExpectName();
        var on = Expect(Keywords.On);
        var entity = ExpectName();
        var dot = Expect(TokenKind.Dot, ".");
        var field = ExpectName();
        var open = Expect(TokenKind.OpenBrace, "{");
        var members = ImmutableArray.CreateBuilder<SyntaxNode>();
        while (!BlockEnds())
        {
            if (At(Keywords.State)) members.Add(State());
            else if (At(Keywords.Transition)) members.Add(Transition());
            else
            {
                var word = Current;
                Report(at => diagnostics.UnknownProcessMember(at, word.Text, word.Kind == TokenKind.Name ? Spelling.Nearest(word.Text, ["state", "transition"]) : null));
                members.Add(new SkippedCommandSyntax(TakeTo(AtLeastOne(Find(() => At(Keywords.State) || At(Keywords.Transition) || AtDeclaration(strict: true))))));
            }
        }
        return new ProcessDeclarationSyntax(keyword, name, on, entity, dot, field, open, members.ToImmutable(), CloseBrace(open));
    }

    private int AtLeastOne(int target) => Math.Max(target, index + 1);

    private StateSyntax State()
    {
        var keyword = Take(Keywords.State);
        var name = ExpectName();
        return new StateSyntax(keyword, name, TakeIf(Keywords.Initial) ?? TakeIf(Keywords.Final));
    }

    private TransitionSyntax Transition()
    {
        var keyword = Take(Keywords.Transition);
        var name = ExpectName();
        var colon = Expect(TokenKind.Colon, ":");
        var openFrom = TakeIf(TokenKind.OpenBrace);
        var from = openFrom is null ? new SeparatedList<SyntaxToken>([ExpectName()]) : NameList(null);
        var closeFrom = openFrom is null ? null : Expect(TokenKind.CloseBrace, "}");
        var arrow = Expect(TokenKind.Arrow, "->");
        var to = ExpectName();
        var clauses = ImmutableArray.CreateBuilder<SyntaxNode>();
        if (TakeIf(TokenKind.OpenBrace) is not { } open)
            return new TransitionSyntax(keyword, name, colon, openFrom, from, closeFrom, arrow, to, null, [], null);
        while (!BlockEnds() && !(BeginsLine(index) && At(Keywords.Transition) && PeekIs(2, TokenKind.Colon))) clauses.Add(Clause());
        return new TransitionSyntax(keyword, name, colon, openFrom, from, closeFrom, arrow, to, open, clauses.ToImmutable(), CloseBrace(open));
    }

    private SyntaxNode Clause()
    {
        if (At(Keywords.Guard)) return new GuardClauseSyntax(Take(Keywords.Guard), Expression(), Message());
        if (At(Keywords.By)) return new ByClauseSyntax(Take(Keywords.By), People());
        if (At(Keywords.Ask)) return Ask();
        if (At(Keywords.Do)) return new DoClauseSyntax(Take(Keywords.Do), Block());
        if (At(Keywords.Sla)) return Sla();
        var word = Current;
        Report(at => diagnostics.UnknownClause(at, word.Text, "guard, by, ask, do, sla"));
        return new SkippedCommandSyntax(TakeTo(AtLeastOne(Find(AtClause))));
    }

    private bool AtClause() =>
        (At(Keywords.Guard) && !PeekIs(1, TokenKind.Dot)) || (At(Keywords.By) && PeekIs(1, TokenKind.Name)) || (At(Keywords.Ask) && PeekIs(1, TokenKind.Name))
        || (At(Keywords.Do) && PeekIs(1, TokenKind.OpenBrace)) || (At(Keywords.Sla) && PeekIs(1, TokenKind.IntegerLiteral)) || AtDeclaration(strict: true);

    private PeopleSyntax People()
    {
        var all = At(Keywords.AllOf) && PeekIs(1, Keywords.Of) ? Take(Keywords.AllOf) : Kind == TokenKind.IntegerLiteral && PeekIs(1, Keywords.Of) ? Take() : null;
        var of = all is null ? null : Take(Keywords.Of);
        var items = ImmutableArray.CreateBuilder<SyntaxElement>();
        items.Add(Postfix());
        while (Kind == TokenKind.Or)
        {
            items.Add(Take());
            items.Add(Postfix());
        }
        return new PeopleSyntax(all, of, new SeparatedList<ExpressionSyntax>(items.ToImmutable()));
    }

    private AskClauseSyntax Ask()
    {
        var keyword = Take(Keywords.Ask);
        var all = ImmutableArray.CreateBuilder<SyntaxElement>();
        while (true)
        {
            all.Add(new AskedFieldSyntax(ExpectName(), TakeIf(Keywords.Required)));
            if (Kind != TokenKind.Comma) return new AskClauseSyntax(keyword, new SeparatedList<AskedFieldSyntax>(all.ToImmutable()));
            all.Add(Take());
        }
    }

    private SlaClauseSyntax Sla()
    {
        var keyword = Take(Keywords.Sla);
        var amount = Expect(TokenKind.IntegerLiteral, "5");
        var business = TakeIf(Keywords.Business);
        var unit = ExpectName();
        var elseKeyword = Expect(Keywords.Else);
        return new SlaClauseSyntax(keyword, amount, business, unit, elseKeyword, Command(AtClause));
    }
}
