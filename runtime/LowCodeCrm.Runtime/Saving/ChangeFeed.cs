using System.Collections.Concurrent;
using System.Threading.Channels;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>Tells who listens of committed changes and of versions that took over, app by app. A listener that is too slow loses its place and reads the outbox again.</summary>
public sealed class ChangeFeed
{
    private const int ListenerCapacity = 1_000;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Listener, byte>> listeners = new(StringComparer.Ordinal);

    public void Publish(string app, IReadOnlyList<FeedEvent> events)
    {
        if (!listeners.TryGetValue(app, out var of)) return;
        foreach (var listener in of.Keys)
            foreach (var one in events) listener.Offer(one);
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
        private readonly Channel<FeedEvent> channel = Channel.CreateBounded<FeedEvent>(new BoundedChannelOptions(ListenerCapacity) { SingleReader = true });

        public ChannelReader<FeedEvent> Events => channel.Reader;

        internal void Offer(FeedEvent one)
        {
            // Completed: the stream ends, and the client comes back with the last id it saw.
            if (!channel.Writer.TryWrite(one)) channel.Writer.TryComplete();
        }

        public void Dispose()
        {
            leave(this);
            channel.Writer.TryComplete();
        }
    }
}
