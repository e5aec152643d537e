using System.Collections.Concurrent;
using Akka.Actor;

namespace DicomActors.Hosting;

/// <summary>What an application has asked for in this actor system, and what has come of it.</summary>
internal sealed class HostedDicom : IExtension
{
    private readonly ConcurrentDictionary<string, IActorRef?> _listeners = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(Type Type, IActorRef Actor)> _handlers = new();

    /// <summary>The listeners there should be by name; null for one that is not bound yet.</summary>
    public IReadOnlyDictionary<string, IActorRef?> Listeners => _listeners;

    public static HostedDicom Of(ActorSystem system) => system.WithExtension<HostedDicom, Id>();

    public void Expect(string listener) => _listeners.TryAdd(listener, null);

    public void Bound(string listener, IActorRef actor) => _listeners[listener] = actor;

    public void Add(Type type, IActorRef handler) => _handlers.Enqueue((type, handler));

    /// <summary>A listener negotiates what there are handlers for: they have to be registered by then.</summary>
    /// <exception cref="InvalidOperationException">One of them did not start.</exception>
    public async Task WhenHandlersStartedAsync(TimeSpan patience)
    {
        foreach (var (type, actor) in _handlers)
        {
            // Answered by whoever has started, in front of everything else it is told.
            var identity = await actor.Ask<ActorIdentity>(new Identify(type.Name), patience).ConfigureAwait(false);
            if (identity.Subject is null)
            {
                throw new InvalidOperationException($"The DICOM handler {type.Name} did not start; the log has its error.");
            }
        }
    }

    private sealed class Id : ExtensionIdProvider<HostedDicom>
    {
        public Id()
        {
        }

        public override HostedDicom CreateExtension(ExtendedActorSystem system) => new();
    }
}
