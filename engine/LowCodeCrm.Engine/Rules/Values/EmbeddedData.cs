using System.IO.Compression;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>The tables that ship inside the assembly (see Data/make-data.mjs), so that no machine needs ICU or tzdata.</summary>
internal static class EmbeddedData
{
    public static byte[] ReadDeflated(string name)
    {
        using var stream = new DeflateStream(Open(name), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    private static Stream Open(string name) =>
        typeof(EmbeddedData).Assembly.GetManifestResourceStream("Rules.Values." + name) ?? throw new InvalidOperationException($"The assembly lacks its data {name}.");
}
