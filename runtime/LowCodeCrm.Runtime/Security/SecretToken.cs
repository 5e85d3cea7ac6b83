using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LowCodeCrm.Runtime.Security;

/// <summary>Random tokens for sessions, keys and links. Only their SHA-256 is stored: they are random enough to need no salt.</summary>
public static class SecretToken
{
    /// <returns>A prefix that tells what it is (so that leaked ones are recognised), and 256 random bits in base64url.</returns>
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
