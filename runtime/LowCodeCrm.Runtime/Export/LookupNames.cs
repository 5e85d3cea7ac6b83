using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Import;

namespace LowCodeCrm.Runtime.Export;

/// <summary>What a lookup's cell says: the related record's key, else its display value, where an import would find exactly that record by it; else its id.</summary>
internal sealed class LookupNames
{
    private readonly Dictionary<Guid, string> names = [];

    /// <summary>Reads keys and display values of all live records of the target once.</summary>
    public static async Task<LookupNames> LoadAsync(AppLease lease, Entity target, CancellationToken cancellationToken)
    {
        var records = new List<(Guid Id, string[] Texts)>();
        var resolver = await LookupResolver.LoadAsync(lease, target, cancellationToken, (id, texts) => records.Add((id, texts)));
        var result = new LookupNames();
        foreach (var (id, texts) in records)
            if (texts.FirstOrDefault(text => resolver.Resolve(text, out var found) is null && found is Guid one && one == id) is { } name) result.names.Add(id, name);
        return result;
    }

    public string Of(Guid id) => names.GetValueOrDefault(id) ?? id.ToString("D", CultureInfo.InvariantCulture);
}
