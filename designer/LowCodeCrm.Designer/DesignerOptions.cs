using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Import;

namespace LowCodeCrm.Designer;

/// <summary>Named settings of the designer, from the configuration section <c>Designer</c>.</summary>
public sealed record DesignerOptions
{
    /// <summary>How large a draft may grow, and each of its files.</summary>
    public PackageLimits Limits { get; init; } = PackageLimits.Default;

    /// <summary>Largest JSON body: the text of a rules file in an editor, a list of consents.</summary>
    public long MaxJsonBytes { get; init; } = 4L << 20;

    /// <summary>How long a change of the draft may hold the database's writer.</summary>
    public TimeSpan DraftBudget { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Records of each entity that a plan's impact is worked out on at most.</summary>
    public int ImpactRows { get; init; } = 20_000;

    /// <summary>How long a plan may work out its impact; what is not reached by then is said to be unknown.</summary>
    public TimeSpan ImpactTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Records that a line of a plan's impact names at most, so that a list can show them.</summary>
    public int ImpactRecords { get; init; } = 90;

    /// <summary>Values of a field that are named one by one where its type is to change: those that would be lost, and those that there are.</summary>
    public int NamedValues { get; init; } = 50;

    /// <summary>Spreadsheets that an app is made from, all files of one upload together.</summary>
    public long MaxSpreadsheetBytes { get; init; } = 50L << 20;

    /// <summary>How much of each spreadsheet is read.</summary>
    public TabularLimits Spreadsheets { get; init; } = new();

    /// <summary>How long uploaded spreadsheets are kept until an app is made of them.</summary>
    public TimeSpan UploadLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Uploads of spreadsheets kept at most; the oldest go first.</summary>
    public int KeptUploads { get; init; } = 20;

    /// <summary>Rejected rows of each table that are told one by one.</summary>
    public int MaxRejectedRows { get; init; } = 200;

    /// <summary>Folder of the sample packages, each a folder of its own.</summary>
    public string SamplesFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "samples");
}
