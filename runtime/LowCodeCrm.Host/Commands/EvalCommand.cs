using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Host.Eval;
using LowCodeCrm.Runtime.Queries;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm eval --backend B</c>: expressions outside any app, one JSON object a line in, one a line out.</summary>
public static class EvalCommand
{
    private static readonly string[] BackEnds = ["compiled", "interpreted", "client", "sqlite"];
    private static readonly string[] Locales = ["en", "ja"];

    public static Command Create()
    {
        var backEnd = new Option<string>("--backend") { Description = "compiled, interpreted, client (Node) or sqlite.", DefaultValueFactory = _ => BackEnds[0] };
        var now = new Option<string?>("--now") { Description = "The instant of today() and now(), such as 2026-04-01T09:00+09:00; default: the clock." };
        var zone = new Option<string>("--tz") { Description = "The app's time zone.", DefaultValueFactory = _ => "UTC" };
        var calendar = new Option<string?>("--calendar") { Description = "Holiday calendar, such as jp; default: weekends only." };
        var locale = new Option<string>("--locale") { Description = "Language of messages: en or ja.", DefaultValueFactory = _ => Locales[0] };
        var database = new Option<string?>("--database") { Description = "For back ends that need a database server; none does in this version." };
        backEnd.Validators.Add(CheckBackEnd);
        now.Validators.Add(option => Check(option, text => RuleConvert.Datetime(text) is not null, "is no instant. Write one with an offset: 2026-04-01T09:00+09:00."));
        zone.Validators.Add(option => Check(option, TimeZones.Exists, "is no time zone. Use an IANA name such as Asia/Tokyo."));
        calendar.Validators.Add(option => Check(option, IsCalendar, "is no holiday calendar. Use jp."));
        locale.Validators.Add(option => Check(option, Locales.Contains, "is no language of messages. Use en or ja."));
        var command = new Command("eval", "Evaluate expressions: {\"expr\", \"vars\"} lines in, one answer a line out.") { backEnd, now, zone, calendar, locale, database };
        command.SetAction(result => UserCommand.Run(() => Evaluate(result.GetValue(backEnd)!, new EvalContext
        {
            Now = result.GetValue(now) is { } instant ? RuleConvert.Datetime(instant)!.Value : TimeProvider.System.GetUtcNow().UtcDateTime,
            TimeZone = result.GetValue(zone)!, UserTimeZone = result.GetValue(zone)!, Calendar = result.GetValue(calendar), Locale = result.GetValue(locale)!,
        })));
        return command;
    }

    private static int Evaluate(string name, EvalContext context)
    {
        IEvalBackEnd backEnd = name switch
        {
            "compiled" => new CompiledBackEnd(isCollectible: false),
            "interpreted" => new InterpretedBackEnd(),
            "client" => new ClientBackEnd(context),
            "sqlite" => new SqliteEvalBackEnd(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        using (backEnd as IDisposable)
        {
            using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
            EvalSession.Run(input, output, backEnd, context);
        }
        return ExitCodes.Success;
    }

    private static void CheckBackEnd(OptionResult option)
    {
        var name = option.GetValueOrDefault<string>();
        if (name is "postgres") option.AddError($"The postgres back end is not in this version. Use {string.Join(", ", BackEnds)}.");
        else if (!BackEnds.Contains(name)) option.AddError($"'{name}' is no back end. Use {string.Join(", ", BackEnds)}.");
    }

    private static void Check(OptionResult option, Func<string, bool> isValid, string otherwise)
    {
        if (option.GetValueOrDefault<string?>() is { } text && !isValid(text)) option.AddError($"'{text}' {otherwise}");
    }

    private static bool IsCalendar(string name)
    {
        try
        {
            HolidayCalendar.Find(name);
            return true;
        }
        catch (RuleEvaluationException)
        {
            return false;
        }
    }
}
