using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Schedules.</summary>
internal sealed partial class Parser
{
    private ScheduleDeclarationSyntax Schedule()
    {
        var keyword = Take(Keywords.Schedule);
        var name = ExpectName();
        var frequency = TakeIf(Keywords.Daily) ?? TakeIf(Keywords.Weekly) ?? TakeIf(Keywords.Monthly) ?? TakeIf(Keywords.Every) ?? Expect(Keywords.Daily);
        SyntaxToken? amount = null, unit = null;
        if (frequency.Keyword == Keywords.Every)
        {
            amount = Expect(TokenKind.IntegerLiteral, "15");
            unit = ExpectName();
        }
        var on = TakeIf(Keywords.On);
        var days = on is null ? null : Days();
        var at = TakeIf(Keywords.At);
        var time = at is null ? null : Expect(TokenKind.TimeLiteral, "09:00");
        var tz = TakeIf(Keywords.Tz);
        var zone = tz is null ? null : ExpectText();
        return new ScheduleDeclarationSyntax(keyword, name, frequency, amount, unit, on, days, at, time, tz, zone, Block());
    }

    /// <summary>Names or numbers with commas between them.</summary>
    private SeparatedList<SyntaxToken> Days()
    {
        var all = ImmutableArray.CreateBuilder<SyntaxElement>();
        while (true)
        {
            all.Add(TakeIf(TokenKind.IntegerLiteral) ?? ExpectName());
            if (Kind != TokenKind.Comma) return new SeparatedList<SyntaxToken>(all.ToImmutable());
            all.Add(Take());
        }
    }

    private TestTickSyntax Tick(SyntaxToken when)
    {
        var tick = Take(Keywords.Tick);
        return new TestTickSyntax(when, tick, Expect(Keywords.To), Primary());
    }
}
