using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class RuleBinder
{
    private static readonly Entity NoEntity = new("", "", LocalizedText.Empty, []);
    /// <summary>As schedules name them, Monday first.</summary>
    internal static IEnumerable<string> DaysOfTheWeek => Weekdays;

    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    private const string WeekdaysInJapanese = "月火水木金土日";
    private const int LastDay = 31;
    private readonly List<BoundJob> jobs = [];

    private ImmutableArray<ScheduleDefinition> BindSchedules()
    {
        var schedules = ImmutableArray.CreateBuilder<ScheduleDefinition>();
        foreach (var (source, syntax) in files.Of<ScheduleDeclarationSyntax>())
        {
            var name = Word.Name(syntax.Name);
            if (schedules.Any(s => s.Name == name)) diagnostics.ScheduleNameTaken(new(source, syntax.Name.Span), name);
            diagnostics.Recorder?.Add(source, syntax.Name, PackageSymbol.Schedule(name), isDeclaration: true);
            var timing = Timing(syntax, source);
            var steps = new RuleContext(this, null, source).Steps(syntax.Body);
            if (timing is not null && !Word.IsMissing(syntax.Name)) schedules.Add(new(name, timing, steps, new(source, syntax.Name.Span)));
        }
        return schedules.ToImmutable();
    }

    private ScheduleTiming? Timing(ScheduleDeclarationSyntax syntax, SourceText source)
    {
        SourceLocation At(SyntaxElement element) => new(source, element.Span);
        var zone = model.TimeZone;
        if (syntax.Zone is { IsMissing: false } written)
        {
            zone = written.Value as string ?? "";
            if (!TimeZones.Exists(zone))
            {
                diagnostics.UnknownTimeZone(At(written), zone, Suggestions.Nearest(zone, TimeZones.Names));
                return null;
            }
        }
        if (syntax.Frequency.Keyword == Keywords.Every) return Interval(syntax, zone, At);
        if (syntax.Frequency.Keyword == Keywords.Daily && syntax.OnKeyword is { } stray) diagnostics.DailyHasNoDays(At(stray));
        var time = syntax.Time?.Value as TimeOnly?;
        if (syntax.Time is null) diagnostics.ScheduleTimeMissing(At(syntax.Frequency));
        var weekly = syntax.Frequency.Keyword == Keywords.Weekly;
        var monthly = syntax.Frequency.Keyword == Keywords.Monthly;
        var days = weekly || monthly ? syntax.Days?.Items.Select(day => DayOf(day, weekly, At)).ToArray() : [];
        if (days is null) diagnostics.ScheduleDaysMissing(At(syntax.Frequency), weekly);
        if (time is not { } at || days is null || days.Contains(null) || syntax.Frequency.IsMissing) return null;
        return new(weekly ? ScheduleFrequency.Weekly : monthly ? ScheduleFrequency.Monthly : ScheduleFrequency.Daily, [.. days.OfType<int>().Distinct().Order()], at, default, zone);
    }

    private ScheduleTiming? Interval(ScheduleDeclarationSyntax syntax, string zone, Func<SyntaxElement, SourceLocation> at)
    {
        if (syntax.AtKeyword is { } stray) diagnostics.EveryHasNoTime(at(stray));
        if (syntax.Amount is not { Value: long amount } || syntax.Unit is not { IsMissing: false } unit) return null;
        var minutes = Word.Name(unit) switch { "minutes" or "minute" or "分" => amount, "hours" or "hour" or "時間" => amount <= 24 ? amount * 60 : 0, _ => -1 };
        if (minutes < 0) diagnostics.UnknownIntervalUnit(at(unit), Word.Name(unit));
        else if (minutes is < 1 or > 1440 || 1440 % minutes != 0) diagnostics.IntervalUnfit(at(syntax.Amount));
        else return new(ScheduleFrequency.Every, [], default, TimeSpan.FromMinutes(minutes), zone);
        return null;
    }

    private int? DayOf(SyntaxToken token, bool weekly, Func<SyntaxElement, SourceLocation> at)
    {
        if (Word.IsMissing(token)) return null;
        var name = Word.Name(token);
        if (weekly)
        {
            var index = Array.IndexOf(Weekdays, name);
            if (index < 0 && name.Length is 1 or 2 or 3 && (name.Length == 1 || name[1..] is "曜" or "曜日")) index = WeekdaysInJapanese.IndexOf(name[0], StringComparison.Ordinal);
            if (index >= 0) return index + 1;
            diagnostics.UnknownWeekday(at(token), token.Text, Suggestions.Nearest(name, Weekdays));
            return null;
        }
        if (name is "last" or "末日") return LastDay;
        if (token.Value is long day and >= 1 and <= LastDay) return (int)day;
        diagnostics.UnknownMonthDay(at(token), token.Text);
        return null;
    }

    private BoundJob Job(BoundSelection? selection, ImmutableArray<BoundCommand> commands) => Job(selection, selection?.Item, selection?.Source, commands);

    private BoundJob Job(BoundSelection? selection, RecordSymbol? record, Entity? of, ImmutableArray<BoundCommand> commands)
    {
        var job = new BoundJob(jobs.Count, selection, record, of, commands);
        jobs.Add(job);
        return job;
    }

    private sealed partial class RuleContext
    {
        /// <summary>
        /// The commands of a schedule as steps: what stands together runs together, and each loop of its own, record by record. A step begins with the values named
        /// before it, worked out anew.
        /// </summary>
        public ImmutableArray<BoundJob> Steps(BlockSyntax body)
        {
            var (commands, _) = Block(body, scope, onlySet: false);
            var steps = ImmutableArray.CreateBuilder<BoundJob>();
            var lets = ImmutableArray.CreateBuilder<BoundCommand>();
            var together = ImmutableArray.CreateBuilder<BoundCommand>();
            foreach (var command in commands)
            {
                if (command is ForEachCommand each)
                {
                    Close();
                    var outer = each.Selection.Outer.Select(value => value with { Value = Within(lets, value.Value) }).ToImmutableArray();
                    var selection = each.Selection with { Outer = outer };
                    binder.selections[selection.Index] = selection;
                    steps.Add(binder.Job(selection, [.. lets, .. each.Body]));
                }
                else
                {
                    together.Add(command);
                    if (command is LetCommand) lets.Add(command);
                }
            }
            Close();
            return steps.ToImmutable();

            void Close()
            {
                if (together.Any(command => command is not LetCommand)) steps.Add(binder.Job(null, [.. together]));
                together.Clear();
                together.AddRange(lets);
            }
        }

        private static BoundExpression Within(IEnumerable<BoundCommand> lets, BoundExpression value) =>
            lets.Cast<LetCommand>().Reverse().Aggregate(value, (inner, let) => new BoundLet(let.Symbol, let.Value, inner, inner.Type, inner.Span));
    }

    private sealed partial class TestContext
    {
        private TickStep? Tick(TestTickSyntax syntax)
        {
            var to = ExpressionBinder.Bind(syntax.Instant, source, scope, RuleType.DateTime, diagnostics);
            return to is BoundError ? null : new TickStep(to, At(syntax));
        }
    }
}
