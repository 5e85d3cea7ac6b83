using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using LowCodeCrm.Engine.Rules.Emit;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>Compiled assemblies in files, so that a restart needs no compiler. Whatever cannot be read or written costs time, never an error.</summary>
/// <param name="folder">Made on first use.</param>
/// <param name="maxFiles">The least recently used beyond these are removed.</param>
public sealed class FileCompilationCache(string folder, int maxFiles = 200) : ICompilationCache
{
    private const int HashBytes = 32;

    public bool TryGet(string key, [NotNullWhen(true)] out CompiledImage? image)
    {
        image = null;
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path)) return false;
            var bytes = File.ReadAllBytes(path);
            // A file that a crash cut short, or that was tampered with by accident, is as good as none.
            if (bytes.Length < HashBytes + 4 || !SHA256.HashData(bytes.AsSpan(HashBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, HashBytes))) return false;
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(HashBytes));
            var body = bytes.AsSpan(HashBytes + 4);
            image = new CompiledImage(body[..length].ToArray(), body[length..].ToArray());
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Put(string key, CompiledImage image)
    {
        var body = new byte[4 + image.Pe.Length + image.Pdb.Length];
        BinaryPrimitives.WriteInt32LittleEndian(body, image.Pe.Length);
        image.Pe.CopyTo(body, 4);
        image.Pdb.CopyTo(body, 4 + image.Pe.Length);
        try
        {
            Directory.CreateDirectory(folder);
            var unfinished = Path.Combine(folder, $"{Guid.NewGuid():n}.tmp");
            File.WriteAllBytes(unfinished, [.. SHA256.HashData(body), .. body]);
            File.Move(unfinished, PathOf(key), overwrite: true);
            foreach (var old in new DirectoryInfo(folder).GetFiles().OrderByDescending(f => f.LastWriteTimeUtc).Skip(maxFiles)) old.Delete();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next start compiles again.
        }
    }

    private string PathOf(string key) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + ".image");
}
