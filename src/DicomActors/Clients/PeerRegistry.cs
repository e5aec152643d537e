using System.Globalization;
using Akka.Actor;
using Akka.Event;

namespace DicomActors.Clients;

/// <summary>
/// Knows the peers of its system by name and supervises their clients: <c>Dicom.Get(system).Peers</c>. Takes the
/// <see cref="IPeerRegistryCommand"/>s. A client that crashes ends its requests, each with its outcome, and is replaced; what it had
/// not taken from its mailbox goes to the replacement. An <see cref="Enqueue"/> told to a client that is gone for good is refused.
/// </summary>
public sealed class PeerRegistry : UntypedActor
{
    private readonly IReadOnlyCollection<DicomPeer> _initial;
    private readonly Dictionary<string, PeerEntry> _peers = new(StringComparer.Ordinal);
    private readonly HashSet<IActorRef> _clients = [];
    private readonly Dictionary<IActorRef, int> _failed = [];
    private readonly List<IActorRef> _drainAskers = [];
    private readonly List<DeadLetter> _undelivered = [];
    private long _made;
    private bool _draining;

    private PeerRegistry(IReadOnlyCollection<DicomPeer> initial) => _initial = initial;

    internal static Props Props(IReadOnlyCollection<DicomPeer> initial) => ActorProducer<PeerRegistry>.Props(() => new PeerRegistry(initial));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));
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
            case DeadLetter { Message: Enqueue or DrainPeer } lost when Equals(lost.Recipient.Path.Parent, Self.Path):
                Redirect(lost);
                break;
            case DeadLetter:
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
        if (_clients.Any(client => NameOf(client) == peer.Name))
        {
            // The peer is promised never to see more than so many associations: the new client's come after the old one's.
            entry.Client.Tell(DicomClientActor.AwaitPredecessor.Instance, Self);
        }

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
        Dicom.Get(Context.System).BeginDraining();
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
        var name = NameOf(client);
        if (_peers.TryGetValue(name, out var entry))
        {
            if (entry.Client.Equals(client))
            {
                _peers.Remove(name);
                if (!_draining)
                {
                    Make(entry.Peer);
                }
            }
            else if (_clients.Count(other => NameOf(other) == name) == 1)
            {
                entry.Client.Tell(DicomClientActor.PredecessorEnded.Instance, Self);
            }
        }

        var undelivered = _undelivered.Where(lost => lost.Recipient.Equals(client)).ToArray();
        _undelivered.RemoveAll(undelivered.Contains);
        Array.ForEach(undelivered, Redirect);
        AnswerDrainersIfDone();
    }

    /// <summary>Sees to what a client left in its mailbox, or was told after its end: nobody shall wait for an answer in vain.</summary>
    private void Redirect(DeadLetter lost)
    {
        if (_clients.Contains(lost.Recipient))
        {
            // Its end is not known here yet; then it is clear who takes its place.
            _undelivered.Add(lost);
            return;
        }

        var name = NameOf(lost.Recipient);
        var successor = _peers.GetValueOrDefault(name)?.Client;
        switch (lost.Message)
        {
            case Enqueue command when successor is not null:
                successor.Tell(command, lost.Sender);
                break;
            case Enqueue command when !lost.Sender.Equals(Context.System.DeadLetters):
                lost.Sender.Tell(new EnqueueRefused(command.TicketId, name, EnqueueRefusal.Draining, $"The client of {name} has ended."), Self);
                break;
            case DrainPeer when !lost.Sender.Equals(Context.System.DeadLetters):
                lost.Sender.Tell(new PeerDrained(name, 0), Self);
                break;
        }
    }

    /// <summary>The peer a client is for, by the client's name: also of one that has ended.</summary>
    private static string NameOf(IActorRef client) => client.Path.Name[..client.Path.Name.LastIndexOf('-')];

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
