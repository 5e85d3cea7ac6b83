using System.Security.Cryptography;
using System.Text;

namespace LowCodeCrm.Engine.Packages;

/// <summary>Ten characters made from a name; another salt gives others.</summary>
internal static class DerivedId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string Of(string key, int salt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}:{key}"));
        return string.Create(10, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = Alphabet[bytes[i] & 31];
        });
    }
}
