using System.Security.Cryptography;

namespace LowCodeCrm.Designer.Publishing;

/// <summary>Ids for things of a package that have none.</summary>
internal static class FreshId
{
    public static string New() => RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 10);
}
