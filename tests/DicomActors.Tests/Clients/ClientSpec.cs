using System.Collections.Concurrent;
using System.Net;
using Akka.Actor;
using Akka.TestKit;
using DicomActors.Clients;
using DicomActors.Protocol;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;
using Xunit.Abstractions;

namespace DicomActors.Tests.Clients;

/// <summary>Peers, their clients, and a record of every outcome, told and published.</summary>
public abstract class ClientSpec : DicomActorsSpec
{
    private readonly ConcurrentDictionary<TicketId, TicketEnded> _outcomes = new();

    protected ClientSpec(ITestOutputHelper output, string config = "")
        : base(output, config)
    {
        Asker = CreateTestProbe();
        Published = CreateTestProbe();
        Sys.EventStream.Subscribe(Published, typeof(TicketEnded));
    }

    /// <summary>Enqueues, and is told the outcomes.</summary>
    protected TestProbe Asker { get; }

    /// <summary>Sees the outcomes on the EventStream.</summary>
    protected TestProbe Published { get; }

    private List<TicketId> Told { get; } = [];

    private List<TicketId> Tickets { get; } = [];

    protected static CFindRequest Find { get; } = new(
        SopClasses.StudyRootFind,
        new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build());

    /// <summary>Settings with which tests do not take long.</summary>
    protected static DicomPeer PeerAt(IPEndPoint endPoint) => new("peer", new TcpConnector(endPoint.Address.ToString(), endPoint.Port), "SCU", "SCP")
    {
        Backoff = new Backoff(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(40), 0.5),
        Linger = TimeSpan.FromSeconds(20),
        CircuitThreshold = 1_000_000,
        MaximumAssociations = 1,
    };

    protected static DicomServiceOptions Quick { get; } = new() { ReleaseTimeout = TimeSpan.FromSeconds(1), AbortTimeout = TimeSpan.FromSeconds(1) };

    protected static CStoreRequest Store(Uid? sopClass = null, TransferSyntax? transferSyntax = null)
    {
        var uid = Uid.Generate();
        var dataset = new DatasetBuilder(transferSyntax ?? TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SopClassUid, (sopClass ?? SopClasses.CtImageStorage).Value)
            .Add(DicomTag.SopInstanceUid, uid.Value).Build();
        return new CStoreRequest(new MemoryContent(sopClass ?? SopClasses.CtImageStorage, uid, dataset));
    }

    protected static Uid UidOf(DimseRequest request) => ((CStoreRequest)request).Content.SopInstanceUid;

    protected async Task<IActorRef> AddAsync(DicomPeer peer) =>
        (await Dicom.Peers.Ask<PeerConfigured>(new ConfigurePeer(peer), Patience)).Client;

    /// <summary>Enqueues for the asker and waits until it is queued.</summary>
    protected async Task<TicketId> EnqueueAsync(IActorRef client, DimseRequest request, Func<Enqueue, Enqueue>? with = null)
    {
        var command = (with ?? (static command => command))(new Enqueue(request));
        Tickets.Add(command.TicketId);
        client.Tell(command, Asker);
        while (true)
        {
            switch (await Asker.ExpectMsgAsync<object>(Patience))
            {
                case Enqueued enqueued when enqueued.TicketId == command.TicketId:
                    return command.TicketId;
                case TicketEnded ended:
                    Note(ended);
                    break;
                case var other:
                    throw new InvalidOperationException($"Expected {command.TicketId} to be queued, got {other}");
            }
        }
    }

    protected async Task<IReadOnlyList<TicketId>> EnqueueAllAsync(IActorRef client, IEnumerable<DimseRequest> requests)
    {
        var tickets = new List<TicketId>();
        foreach (var request in requests)
        {
            tickets.Add(await EnqueueAsync(client, request));
        }

        return tickets;
    }

    protected async Task<TicketEnded> OutcomeAsync(TicketId ticket)
    {
        while (!_outcomes.ContainsKey(ticket))
        {
            Note(await Asker.ExpectMsgAsync<TicketEnded>(Patience));
        }

        return _outcomes[ticket];
    }

    protected async Task<IReadOnlyList<TicketEnded>> OutcomesAsync(IEnumerable<TicketId> tickets)
    {
        var outcomes = new List<TicketEnded>();
        foreach (var ticket in tickets)
        {
            outcomes.Add(await OutcomeAsync(ticket));
        }

        return outcomes;
    }

    protected static Task<PeerStatus> StatusAsync(IActorRef client) => client.Ask<PeerStatus>(GetPeerStatus.Instance, Patience);

    protected Task StatusBecomesAsync(IActorRef client, Predicate<PeerStatus> expected) =>
        AwaitConditionAsync(async () => expected(await StatusAsync(client)), Patience, TimeSpan.FromMilliseconds(20));

    /// <summary>Ends the peer "peer" and fails unless each ticket had its outcome exactly once, told and published.</summary>
    protected async Task AssertOneOutcomeEachAsync()
    {
        await Dicom.Peers.Ask<PeerDrained>(new RemovePeer("peer", TimeSpan.FromMilliseconds(50)), Patience);
        await AssertOneOutcomeEachSoFarAsync();
    }

    protected async Task AssertOneOutcomeEachSoFarAsync()
    {
        const string End = "no more outcomes";
        Asker.Tell(End);
        Published.Tell(End);
        while (await Asker.ExpectMsgAsync<object>(Patience) is TicketEnded ended)
        {
            Note(ended);
        }

        var published = new List<TicketId>();
        while (await Published.ExpectMsgAsync<object>(Patience) is TicketEnded ended)
        {
            published.Add(ended.TicketId);
        }

        var expected = Tickets.OrderBy(static ticket => ticket.Value).ToArray();
        Assert.Equal(expected, Told.OrderBy(static ticket => ticket.Value));
        Assert.Equal(expected, published.OrderBy(static ticket => ticket.Value));
    }

    private void Note(TicketEnded ended)
    {
        Told.Add(ended.TicketId);
        _outcomes[ended.TicketId] = ended;
    }
}
