using System.Diagnostics.CodeAnalysis;
using LowCodeCrm.Engine.Rules.Emit;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>Compiled assemblies as files, so that a restart needs no compiler. The folder may be thrown away at any time.</summary>
/// <remarks>The keys are hashes of what was compiled, so an entry is never wrong, only missing or broken off; both mean compiling again.</remarks>
public sealed class FolderCompilationCache(string folder) : ICompilationCache
{
    public bool TryGet(string key, [NotNullWhen(true)] out CompiledImage? image)
    {
        image = null;
        try
        {
            using var reader = new BinaryReader(File.OpenRead(PathOf(key)));
            var pe = reader.ReadBytes(reader.ReadInt32());
            var pdb = reader.ReadBytes(reader.ReadInt32());
            if (reader.BaseStream.Position != reader.BaseStream.Length) return false;
            image = new CompiledImage(pe, pdb);
            return true;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException)
        {
            return false;
        }
    }

    public void Put(string key, CompiledImage image)
    {
        try
        {
            Directory.CreateDirectory(folder);
            // Written aside and moved: another process sees the whole file or none.
            var temporary = PathOf(key + "." + Guid.NewGuid().ToString("N"));
            using (var writer = new BinaryWriter(File.Create(temporary)))
            {
                writer.Write(image.Pe.Length);
                writer.Write(image.Pe);
                writer.Write(image.Pdb.Length);
                writer.Write(image.Pdb);
            }
            File.Move(temporary, PathOf(key), overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs a compilation at the next start, nothing else.
        }
    }

    private string PathOf(string key) => Path.Combine(folder, string.Concat(key.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_')));
}
