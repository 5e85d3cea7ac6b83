using System.Collections.Concurrent;
using System.Threading.Channels;
using LowCodeCrm.Runtime.Apps;

namespace LowCodeCrm.Designer.Publishing;

/// <summary>How far the publishes of this server have come, for whoever watches.</summary>
public sealed class PublishProgress
{
    private readonly ConcurrentDictionary<string, App> apps = new(StringComparer.Ordinal);

    /// <summary>A publish of an app begins; disposing ends it, as failed unless it succeeded.</summary>
    internal Run Start(string app) => new(apps.GetOrAdd(app, _ => new App()));

    /// <summary>What is going on now, then what happens from now on.</summary>
    internal Listener Listen(string app) => new(apps.GetOrAdd(app, _ => new App()));

    /// <param name="Phase"><c>idle</c>, <c>compiling</c>, <c>warmingUp</c>, <c>migrating</c>, <c>deriving</c>, <c>done</c>, <c>failed</c>.</param>
    /// <param name="Percent">From 0 to 100.</param>
    /// <param name="Version">Of <c>done</c>: the live version.</param>
    internal sealed record Step(string Phase, int Percent, int? Version = null)
    {
        public static readonly Step Idle = new("idle", 0);
        public bool IsEnd => Phase is "done" or "failed";
    }

    internal sealed class Run(App app) : IDisposable
    {
        private bool begun;
        private bool succeeded;

        /// <summary>A publish that was refused because another runs says nothing.</summary>
        public void Report(PublishPhase phase)
        {
            begun = true;
            app.Tell(phase switch
            {
                PublishPhase.Compiling => new Step("compiling", 5),
                PublishPhase.WarmingUp => new Step("warmingUp", 55),
                PublishPhase.Migrating => new Step("migrating", 70),
                PublishPhase.Deriving => new Step("deriving", 85),
                _ => throw new System.Diagnostics.UnreachableException(),
            });
        }

        public void Succeed(int version)
        {
            succeeded = true;
            app.Tell(new Step("done", 100, version));
        }

        public void Dispose()
        {
            if (begun && !succeeded) app.Tell(new Step("failed", 100));
        }
    }

    internal sealed class Listener : IDisposable
    {
        private readonly App app;
        private readonly Channel<Step> steps = Channel.CreateBounded<Step>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });

        public Listener(App app)
        {
            this.app = app;
            app.Add(steps.Writer);
        }

        public ChannelReader<Step> Steps => steps.Reader;

        public void Dispose() => app.Remove(steps.Writer);
    }

    internal sealed class App
    {
        private readonly Lock gate = new();
        private readonly HashSet<ChannelWriter<Step>> listeners = [];
        private Step now = Step.Idle;

        public void Tell(Step step)
        {
            lock (gate)
            {
                now = step.IsEnd ? Step.Idle : step;
                foreach (var listener in listeners) listener.TryWrite(step);
            }
        }

        public void Add(ChannelWriter<Step> listener)
        {
            lock (gate)
            {
                listeners.Add(listener);
                listener.TryWrite(now);
            }
        }

        public void Remove(ChannelWriter<Step> listener)
        {
            lock (gate) listeners.Remove(listener);
        }
    }
}
