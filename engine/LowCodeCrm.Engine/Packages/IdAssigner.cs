using System.Collections.Immutable;
using System.Text;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Packages;

/// <summary>Writes the ids that a package's files lack, and leaves everything else in them as it stands.</summary>
public static class IdAssigner
{
    /// <param name="package">Whose files are filled; those that cannot be parsed stay as they are.</param>
    /// <param name="previous">The version before: a thing of the same name keeps the id that it had there.</param>
    /// <param name="newId">A fresh random token; the prefix ("f_") is put before it.</param>
    public static AppPackage Fill(AppPackage package, AppPackage? previous, Func<string> newId)
    {
        var sites = SitesOf(package);
        if (!sites.Exists(site => site.Missing.Any())) return package;
        var known = previous is null ? [] : SitesOf(previous).SelectMany(site => site.Slots).Where(slot => slot.Id is not null)
            .GroupBy(slot => slot.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Id!.Text, StringComparer.Ordinal);
        // An id that a renamed thing took along is not given again to whatever now bears the old name.
        var used = sites.SelectMany(site => site.Slots).Where(slot => slot.Id is not null).Select(slot => slot.Id!.Text).ToHashSet(StringComparer.Ordinal);
        var edits = new List<TextEdit>();
        foreach (var site in sites.Where(site => site.Missing.Any()))
        {
            var ids = site.Missing.ToDictionary(
                slot => slot.Key,
                slot => known.TryGetValue(slot.Key, out var id) && used.Add(id) ? id : PackageIds.Fresh(slot, used, _ => newId()),
                StringComparer.Ordinal);
            edits.AddRange(site.Fill(ids));
        }
        return Apply(package, edits);
    }

    /// <summary>The package with edits made; edits of one file do not overlap.</summary>
    public static AppPackage Apply(AppPackage package, IEnumerable<TextEdit> edits)
    {
        foreach (var group in edits.GroupBy(edit => edit.File, StringComparer.Ordinal))
        {
            var text = new StringBuilder(package.Files[group.Key].Text);
            // From the end, so that earlier places keep their positions; at one place, the later edit first.
            foreach (var edit in group.Select((edit, order) => (edit, order)).OrderByDescending(item => item.edit.Span.Start).ThenByDescending(item => item.order).Select(item => item.edit))
                text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
            package = package.With(PackageFile.FromText(group.Key, text.ToString()));
        }
        return package;
    }

    private static List<IdSite> SitesOf(AppPackage package) => [.. PackageIds.SitesOf(PackageReader.Read(package, new DiagnosticBag()))];
}
