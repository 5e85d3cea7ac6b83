using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Packages;

/// <summary>The versions of the package format: a newer one is refused, an older one is brought up to date while it is read.</summary>
public static class FormatUpgrade
{
    /// <summary>The format that this product writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>One step for each version that came before: index 0 makes a document of version 1 one of version 2, and so on.</summary>
    private static readonly Func<PackageDocument, PackageDocument>[] Steps = [];

    /// <summary>Reports a version that cannot be read; otherwise the document as the current version has it.</summary>
    public static PackageDocument Apply(PackageDocument app, DiagnosticBag diagnostics)
    {
        if (app.Root?["formatVersion"] is not { Kind: Json.JsonKind.Number } written) return app;
        if (written.AsInt() is not { } version)
        {
            diagnostics.UnknownFormat(written.Location, written.Text, CurrentVersion);
            return app;
        }
        if (version > CurrentVersion)
            diagnostics.NewerFormat(written.Location, version, CurrentVersion);
        else if (version < 1)
            diagnostics.UnknownFormat(written.Location, written.Text, CurrentVersion);
        else
            for (var from = version; from < CurrentVersion; from++)
                app = Steps[from - 1](app);
        return app;
    }
}
