using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>The channels of a package: what they are when rules are bound, and whether their addresses exist once all fields are known.</summary>
internal static class ChannelBinder
{
    public static Channel Bind(PackageDocument document, LocalizedText label, DiagnosticBag diagnostics)
    {
        NameCheck.Report(document.Name, document.Top, diagnostics, quoted: false);
        return new Channel(ModelBinder.IdOf(document), document.Name, document.Root?.TextAt("kind")?.Text ?? document.Name, label, ModelBinder.Definition(document))
        {
            Contact = [.. Addresses(document).Select(item => new ChannelAddress(item.Entity.Text, item.Field.Text)).DistinctBy(address => address.Entity)],
            QuietHours = document.Root?.Object("quietHours") is { } quiet ? Quiet(quiet, diagnostics) : null,
        };
    }

    /// <summary>Every address is a field that can hold one.</summary>
    public static void Check(PackageDocument document, CrmModel model, DiagnosticBag diagnostics)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (entityName, fieldName) in Addresses(document))
        {
            if (!seen.Add(entityName.Text)) diagnostics.ChannelAddressTwice(entityName.Location, document.Name, entityName.Text);
            else if (model.Find(entityName.Text) is not { } entity)
                diagnostics.UnknownEntity(entityName.Location, entityName.Text, model.Entities.Where(known => !known.IsSystem).Select(known => known.Name));
            else if (entity.Find(fieldName.Text) is not { } field)
                diagnostics.UnknownFieldName(fieldName.Location, entity.Name, fieldName.Text, entity.Fields.Where(HoldsAddress).Select(known => known.Name));
            else if (!HoldsAddress(field))
                diagnostics.NotAnAddress(fieldName.Location, document.Name, $"{entity.Name}.{field.Name}", FieldTypeNames.Of(field.Type));
        }
    }

    private static bool HoldsAddress(Field field) => field.IsStored && field.Type is FieldType.Email or FieldType.Phone or FieldType.Text or FieldType.Url;

    private static IEnumerable<(SourceJson Entity, SourceJson Field)> Addresses(PackageDocument document)
    {
        foreach (var item in document.Root?.Array("contact") ?? [])
            if (item.Kind == JsonKind.Object && item.TextAt("entity") is { } entity && item.TextAt("address") is { } field)
                yield return (entity, field);
    }

    private static QuietHours? Quiet(SourceJson quiet, DiagnosticBag diagnostics)
    {
        var (from, to) = (Time(quiet, "from", diagnostics), Time(quiet, "to", diagnostics));
        if (from is null || to is null) return null;
        if (from == to)
            diagnostics.BadSetting(quiet.TextAt("to")!.Location, "quietHours.to", quiet.TextAt("to")!.Text, "It is the time of from: write the first time that is no longer quiet.", "from と同じ時刻です。静かな時間が終わる時刻を書いてください。");
        return new QuietHours(from.Value, to.Value, quiet.Bool("weekends") ?? false);
    }

    private static TimeOnly? Time(SourceJson quiet, string name, DiagnosticBag diagnostics)
    {
        if (quiet.TextAt(name) is not { } written) return null;
        if (TimeOnly.TryParseExact(written.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        diagnostics.BadSetting(written.Location, $"quietHours.{name}", written.Text, "Write a time of day such as 21:00.", "21:00 のような時刻を書いてください。");
        return null;
    }
}
