using System.Collections.Concurrent;
using System.Threading.Channels;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>Tells who listens of committed changes, app by app. A listener that is too slow loses its place and reads the outbox again.</summary>
public sealed class ChangeFeed
{
    private const int ListenerCapacity = 1_000;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Listener, byte>> listeners = new(StringComparer.Ordinal);

    public void Publish(string app, IReadOnlyList<ChangeEvent> changes)
    {
        if (!listeners.TryGetValue(app, out var of)) return;
        foreach (var listener in of.Keys)
            foreach (var change in changes) listener.Offer(change);
    }

    /// <summary>Listens until disposed.</summary>
    public Listener Listen(string app)
    {
        var of = listeners.GetOrAdd(app, _ => new ConcurrentDictionary<Listener, byte>());
        var listener = new Listener(left => of.TryRemove(left, out _));
        of.TryAdd(listener, 0);
        return listener;
    }

    /// <summary>One who listens.</summary>
    public sealed class Listener(Action<Listener> leave) : IDisposable
    {
        private readonly Channel<ChangeEvent> channel = Channel.CreateBounded<ChangeEvent>(new BoundedChannelOptions(ListenerCapacity) { SingleReader = true });

        public ChannelReader<ChangeEvent> Changes => channel.Reader;

        internal void Offer(ChangeEvent change)
        {
            // Completed: the stream ends, and the client comes back with the last id it saw.
            if (!channel.Writer.TryWrite(change)) channel.Writer.TryComplete();
        }

        public void Dispose()
        {
            leave(this);
            channel.Writer.TryComplete();
        }
    }
}
