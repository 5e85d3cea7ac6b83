using System.CommandLine;
using System.CommandLine.Parsing;
using System.Data.Common;
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
    private static readonly string[] BackEnds = ["compiled", "interpreted", "client", "sqlite", "postgres"];
    private static readonly string[] Locales = ["en", "ja"];

    public static Command Create()
    {
        var backEnd = new Option<string>("--backend") { Description = "compiled, interpreted, client (Node), sqlite or postgres.", DefaultValueFactory = _ => BackEnds[0] };
        var now = new Option<string?>("--now") { Description = "The instant of today() and now(), such as 2026-04-01T09:00+09:00; default: the clock." };
        var zone = new Option<string>("--tz") { Description = "The app's time zone.", DefaultValueFactory = _ => "UTC" };
        var calendar = new Option<string?>("--calendar") { Description = "Holiday calendar, such as jp; default: weekends only." };
        var locale = new Option<string>("--locale") { Description = "Language of messages: en or ja.", DefaultValueFactory = _ => Locales[0] };
        var database = new Option<string?>("--database") { Description = "For postgres: \"Host=…;Database=…;Username=…\", as Npgsql has it." };
        backEnd.Validators.Add(CheckBackEnd);
        now.Validators.Add(option => Check(option, text => RuleConvert.Datetime(text) is not null, "is no instant. Write one with an offset: 2026-04-01T09:00+09:00."));
        zone.Validators.Add(option => Check(option, TimeZones.Exists, "is no time zone. Use an IANA name such as Asia/Tokyo."));
        calendar.Validators.Add(option => Check(option, IsCalendar, "is no holiday calendar. Use jp."));
        locale.Validators.Add(option => Check(option, Locales.Contains, "is no language of messages. Use en or ja."));
        var command = new Command("eval", "Evaluate expressions: {\"expr\", \"vars\"} lines in, one answer a line out.") { backEnd, now, zone, calendar, locale, database };
        command.Validators.Add(result =>
        {
            if (result.GetValue(backEnd) == "postgres" && string.IsNullOrWhiteSpace(result.GetValue(database))) result.AddError("The postgres back end needs --database \"Host=…;Database=…;Username=…\".");
        });
        command.SetAction(result => UserCommand.Run(() => Evaluate(result.GetValue(backEnd)!, result.GetValue(database), new EvalContext
        {
            Now = result.GetValue(now) is { } instant ? RuleConvert.Datetime(instant)!.Value : TimeProvider.System.GetUtcNow().UtcDateTime,
            TimeZone = result.GetValue(zone)!, UserTimeZone = result.GetValue(zone)!, Calendar = result.GetValue(calendar), Locale = result.GetValue(locale)!,
        })));
        return command;
    }

    private static int Evaluate(string name, string? database, EvalContext context)
    {
        IEvalBackEnd backEnd = name switch
        {
            "compiled" => new CompiledBackEnd(isCollectible: false),
            "interpreted" => new InterpretedBackEnd(),
            "client" => new ClientBackEnd(context),
            "sqlite" => new SqliteEvalBackEnd(),
            "postgres" => Connect(database!),
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

    // "Provider=PostgreSQL;" may stand before the driver's own words, as with every command.
    private static PostgresEvalBackEnd Connect(string database)
    {
        var words = new DbConnectionStringBuilder();
        try
        {
            words.ConnectionString = database;
            if (words.TryGetValue("Provider", out var provider) && !string.Equals((string)provider, "PostgreSQL", StringComparison.OrdinalIgnoreCase)) throw new ArgumentException($"'{provider}' is not PostgreSQL.");
            words.Remove("Provider");
            return new PostgresEvalBackEnd(words.ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or DbException)
        {
            throw new CommandException($"--database does not lead to a PostgreSQL server: {e.Message}");
        }
    }

    private static void CheckBackEnd(OptionResult option)
    {
        var name = option.GetValueOrDefault<string>();
        if (!BackEnds.Contains(name)) option.AddError($"'{name}' is no back end. Use {string.Join(", ", BackEnds)}.");
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
