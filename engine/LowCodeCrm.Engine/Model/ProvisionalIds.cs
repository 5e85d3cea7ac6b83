namespace LowCodeCrm.Engine.Model;

/// <summary>Stand-ins, in memory only, for ids that a package's files do not hold yet. They start with "?".</summary>
public static class ProvisionalIds
{
    public const string App = "?app";
    public static string Entity(string entity) => $"?{entity}";
    public static string Field(string entity, string field) => $"?{entity}.{field}";
    public static string Option(string entity, string field, string value) => $"?{entity}.{field}.{value}";
    /// <param name="path">Of the form's, view's, role's … file.</param>
    public static string File(string path) => $"?{path}";
    public static bool IsProvisional(string id) => id.StartsWith('?');
}
