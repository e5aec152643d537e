using System.Globalization;
using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using DicomActors.Clients;
using DicomActors.Node.Tests;
using DicomActors.Processes;
using DicomActors.Protocol.Transport;

namespace DicomActors.Outbox.Tests;

/// <summary>An actor system with an outbox, and everything the outbox publishes.</summary>
internal sealed class OutboxSystem : IAsyncDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("outbox", ConfigurationFactory.ParseString("akka.loglevel = OFF, akka.stdout-loglevel = OFF"));
    private readonly Channel<object> _events = Channel.CreateUnbounded<object>();

    private OutboxSystem(OutboxOptions options)
    {
        _system.ActorOf(Props.Create(() => new Collector(_events.Writer)));
        Outbox = _system.ActorOf(OutboxActor.Props(options));
    }

    public IActorRef Outbox { get; }

    /// <summary>The client of the peer.</summary>
    public IActorRef Client { get; private set; } = ActorRefs.Nobody;

    /// <summary>Starts one; with a peer of the name "peer" if one is given.</summary>
    public static async Task<OutboxSystem> StartAsync(OutboxOptions options, ActedPeer? peer = null)
    {
        var started = new OutboxSystem(options);
        if (peer is not null)
        {
            await started.KnowAsync(peer);
        }

        return started;
    }

    public async Task KnowAsync(ActedPeer peer)
    {
        var settings = new DicomPeer("peer", new TcpConnector("127.0.0.1", int.Parse(peer.Port, CultureInfo.InvariantCulture)), "US", "THEM")
        {
            Backoff = new Backoff(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50), 0),
        };
        Client = (await DicomActors.Dicom.Get(_system).Peers.Ask<PeerConfigured>(new ConfigurePeer(settings), RunningProgram.Patience)).Client;
    }

    public Task<DurablyEnqueued> EnqueueAsync(string path, string peer = "peer") =>
        Outbox.Ask<DurablyEnqueued>(new EnqueueDurably(peer, path), RunningProgram.Patience);

    public Task<Backlog> BacklogAsync() => Outbox.Ask<Backlog>(GetBacklog.Instance, RunningProgram.Patience);

    public Task<PeerStatus> StatusAsync() => Client.Ask<PeerStatus>(GetPeerStatus.Instance, RunningProgram.Patience);

    /// <summary>The next event of a kind; others are skipped.</summary>
    public async Task<T> NextAsync<T>()
    {
        using var patience = new CancellationTokenSource(RunningProgram.Patience);
        while (true)
        {
            if (await _events.Reader.ReadAsync(patience.Token) is T wanted)
            {
                return wanted;
            }
        }
    }

    public async ValueTask DisposeAsync() => await _system.Terminate();

    private sealed class Collector(ChannelWriter<object> events) : UntypedActor
    {
        protected override void PreStart()
        {
            foreach (var type in (Type[])[typeof(OutboxDelivered), typeof(OutboxParked), typeof(OutboxDelayed)])
            {
                Context.System.EventStream.Subscribe(Self, type);
            }
        }

        protected override void OnReceive(object message) => events.TryWrite(message);
    }
}
