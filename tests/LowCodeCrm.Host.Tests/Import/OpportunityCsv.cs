using System.Globalization;
using System.Text;

namespace LowCodeCrm.Host.Tests.Import;

/// <summary>A file such as sales teams hand over: opportunities with agents, products and accounts by name, most of them clean, some not. The same for the same seed.</summary>
internal sealed class OpportunityCsv
{
    public static readonly string[] Products = ["GTX Basic", "GTX Pro", "GTX Plus Basic", "GTX Plus Pro", "GTK 500", "MG Special", "MG Advanced"];
    private static readonly string[] Stages = ["Won", "Lost", "Engaging", "Prospecting"];
    private readonly Random random;

    public OpportunityCsv(int rows, int seed = 8800)
    {
        random = new Random(seed);
        string[] heads = ["Acme", "Betatech", "Cancity", "Dontechi", "Fase", "Ganjaflex", "Hatfan", "Isdom", "Konex", "Labdrill", "Mathtouch", "Nam", "Opentech", "Plexzap", "Rangreen", "Scotfind", "Treequote"];
        string[] tails = [" Corporation", "flex", " Group", " & Sons, Inc.", "holdings"];
        Accounts = [.. from head in heads from tail in tails select head + tail];
        Agents = [.. Enumerable.Range(0, 35).Select(i => $"{"Anna Moses Donn Kary Rosalina Marty Cecily"[..].Split(' ')[i % 7]} {"Snelling Frase Cantrell Hendrixson Dieter"[..].Split(' ')[i / 7]}")];
        var text = new StringBuilder("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n");
        for (var i = 0; i < rows; i++) Row(text, i);
        Text = text.ToString();
    }

    public string[] Accounts { get; }
    public string[] Agents { get; }
    public string Text { get; }

    /// <summary>Lines that name something that is not there, with the column in which they do.</summary>
    public List<(int Line, string Column)> Bad { get; } = [];

    public decimal WonTotal { get; private set; }

    private void Row(StringBuilder text, int index)
    {
        var account = Pick(Accounts);
        var product = Pick(Products);
        var stage = Pick(Stages);
        var line = index + 2;
        var isBad = false;
        switch (random.Next(100))
        {
            case 0 or 1 or 2:
                (account, isBad) = ($"Unknown {index} Ltd", true);
                Bad.Add((line, "account"));
                break;
            case 3: account = account.ToUpperInvariant(); break;
            case 4: account = $"  {account.ToLowerInvariant()} "; break;
            case 5 or 6: account = ""; break;
        }
        // The name that every such file has once without its space.
        if (!isBad && product == "GTX Pro" && random.Next(20) == 0)
        {
            (product, isBad) = ("GTXPro", true);
            Bad.Add((line, "product"));
        }
        var engaged = new DateOnly(2016, 10, 20).AddDays(random.Next(400));
        var value = stage == "Won" ? random.Next(38, 30_288) : 0;
        if (!isBad) WonTotal += value;
        var isClosed = stage is "Won" or "Lost";
        text.Append(CultureInfo.InvariantCulture, $"OP{index:00000},{Pick(Agents)},{product},{Quote(account)},{stage},")
            .Append(CultureInfo.InvariantCulture, $"{(stage == "Prospecting" ? "" : engaged.ToString("O", CultureInfo.InvariantCulture))},{(isClosed ? engaged.AddDays(random.Next(1, 130)).ToString("O", CultureInfo.InvariantCulture) : "")},{(isClosed ? value.ToString(CultureInfo.InvariantCulture) : "")}\n");
    }

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private static string Quote(string cell) => cell.Contains(',') ? $"\"{cell}\"" : cell;
}
