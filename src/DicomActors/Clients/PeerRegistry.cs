using System.Globalization;
using Akka.Actor;

namespace DicomActors.Clients;

/// <summary>
/// Knows the peers of its system by name and supervises their clients: <c>Dicom.Get(system).Peers</c>. Takes the
/// <see cref="IPeerRegistryCommand"/>s. A client that crashes ends its requests, each with its outcome, and is replaced.
/// </summary>
public sealed class PeerRegistry : UntypedActor
{
    private readonly IReadOnlyCollection<DicomPeer> _initial;
    private readonly Dictionary<string, PeerEntry> _peers = new(StringComparer.Ordinal);
    private readonly HashSet<IActorRef> _clients = [];
    private readonly Dictionary<IActorRef, int> _failed = [];
    private readonly List<IActorRef> _drainAskers = [];
    private long _made;
    private bool _draining;

    private PeerRegistry(IReadOnlyCollection<DicomPeer> initial) => _initial = initial;

    internal static Props Props(IReadOnlyCollection<DicomPeer> initial) => ActorProducer<PeerRegistry>.Props(() => new PeerRegistry(initial));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    /// <inheritdoc/>
    protected override void PreStart()
    {
        foreach (var peer in _initial)
        {
            Make(peer);
        }
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case EnqueueTo command:
                Forward(command);
                break;
            case ConfigurePeer command:
                Configure(command);
                break;
            case RemovePeer command:
                Remove(command);
                break;
            case FindPeer query:
                Sender.Tell(new PeerFound(query.Name, _peers.GetValueOrDefault(query.Name)), Self);
                break;
            case GetPeers:
                Sender.Tell(new PeerList([.. _peers.Values.OrderBy(static entry => entry.Peer.Name, StringComparer.Ordinal)]), Self);
                break;
            case DrainPeers command:
                Drain(command);
                break;
            case PeerDrained drained:
                _failed[Sender] = drained.Failed;
                break;
            case Terminated terminated:
                Lose(terminated.ActorRef);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Forward(EnqueueTo command)
    {
        if (_peers.TryGetValue(command.Peer, out var entry))
        {
            entry.Client.Forward(command.Command);
        }
        else
        {
            Sender.Tell(new EnqueueRefused(
                command.Command.TicketId, command.Peer, EnqueueRefusal.PeerUnknown, $"There is no peer named {command.Peer}."));
        }
    }

    private void Configure(ConfigurePeer command)
    {
        var name = command.Peer.Name;
        var isNew = !_peers.TryGetValue(name, out var known);
        if (known is null)
        {
            known = Make(command.Peer);
        }
        else
        {
            known.Client.Tell(command, Self);
            _peers[name] = known with { Peer = command.Peer };
        }

        Sender.Tell(new PeerConfigured(name, known.Client, isNew), Self);
    }

    private PeerEntry Make(DicomPeer peer)
    {
        // A number, because a removed peer's client may still be finishing under the peer's name.
        var name = string.Create(CultureInfo.InvariantCulture, $"{peer.Name}-{++_made}");
        var entry = new PeerEntry(peer, Context.Watch(Context.ActorOf(DicomClientActor.Props(peer), name)));
        _clients.Add(entry.Client);
        _peers.Add(peer.Name, entry);
        if (_draining)
        {
            entry.Client.Tell(new DrainPeer(TimeSpan.Zero), Self);
        }

        return entry;
    }

    private void Remove(RemovePeer command)
    {
        if (_peers.Remove(command.Name, out var entry))
        {
            entry.Client.Forward(new DrainPeer(command.GracePeriod));
        }
        else
        {
            Sender.Tell(new PeerDrained(command.Name, 0), Self);
        }
    }

    private void Drain(DrainPeers command)
    {
        _draining = true;
        _drainAskers.Add(Sender);
        foreach (var client in _clients)
        {
            client.Tell(new DrainPeer(command.GracePeriod), Self);
        }

        AnswerDrainersIfDone();
    }

    private void Lose(IActorRef client)
    {
        _clients.Remove(client);
        var crashed = _peers.Values.FirstOrDefault(entry => entry.Client.Equals(client));
        if (crashed is not null && _peers.Remove(crashed.Peer.Name) && !_draining)
        {
            Make(crashed.Peer);
        }

        AnswerDrainersIfDone();
    }

    private void AnswerDrainersIfDone()
    {
        if (!_draining || _clients.Count > 0)
        {
            return;
        }

        foreach (var asker in _drainAskers)
        {
            asker.Tell(new PeersDrained(_failed.Values.Sum()), Self);
        }

        _drainAskers.Clear();
    }
}
