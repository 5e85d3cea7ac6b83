using System.Buffers;

namespace LowCodeCrm.Runtime.Api;

/// <summary>A whole answer before it is sent: an error on the way leaves nothing of it behind, and no connection waits for a slow client.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int written;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, written);

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 256));
        return bytes.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        written = 0;
    }

    private void Grow(int free)
    {
        if (bytes.Length - written >= free) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, written + free));
        bytes.AsSpan(0, written).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
