using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;
using DicomActors.TestKit;
using DicomActors.Tests.Requests;
using DicomActors.Tests.Requests.Guarantee;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

/// <summary>Faults of the code around a connection: what they end, and what they do not.</summary>
public sealed class ConnectionEndTests(ITestOutputHelper output) : ScriptedPeerSpec(output)
{
    public static TheoryData<IConnectionCommand?> Endings => [CloseConnection.Instance, new AbortAssociation(), null];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task AssociationJustAskedFor_Ended_ClosesTheTransport(IConnectionCommand? ending)
    {
        // Whether the engine has begun by then is a race: many times over, so that both happen.
        for (var i = 0; i < 100; i++)
        {
            var memory = new InMemoryTransport();
            var transport = new TrackedTransport(memory.Client);
            var opened = await Factory.Ask<ConnectionOpened>(
                new OpenConnection(new AdvancedDicomClientConnectionRequest { Connector = new ScenarioConnector(ConnectBehaviour.Succeeds, transport) }), Patience);
            await memory.Server.DisposeAsync();

            opened.Connection.Tell(new OpenAssociation(VerificationRequest), ActorRefs.NoSender);
            opened.Connection.Tell(ending ?? (object)PoisonPill.Instance, ActorRefs.NoSender);

            await opened.Connection.WatchAsync();
            await AwaitConditionAsync(() => Task.FromResult(transport.IsClosed), Patience);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HandlersTokenCallbackThrows_Cancelled_OnlyTheRequestIsConcerned(bool byCCancel)
    {
        var handlers = new HandlerRegistry();
        var handling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        handlers.Register(DimseCommand.CFindRequest, new DelegateRequestHandler(async (exchange, cancelled) =>
        {
            cancelled.Register(() => throw new InvalidOperationException("A callback fails."));
            handling.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
            return exchange.CreateResponse(DimseStatus.Success);
        }));
        var (_, endPoint) = await ListenAsync(new AcceptorSettings
        {
            Handlers = handlers,
            Policy = new AcceptorPolicy { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll },
        });
        var opened = await AssociateAsync(endPoint, VerificationRequest.WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian));
        var acceptor = await NextEventAsync<AssociationEstablishedEvent>();
        var find = new Converse(Find);
        var found = opened.Connection.Ask<CFindResult>(find, Patience);
        await handling.Task.WaitAsync(Patience);

        opened.Connection.Tell(byCCancel ? new CancelRequest(find.RequestId) : new AbortAssociation(), ActorRefs.NoSender);

        if (byCCancel)
        {
            await Assert.ThrowsAsync<DicomRequestException>(() => found);
            Assert.Equal(DimseStatus.Success, (await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience)).Status);
        }
        else
        {
            var closed = await NextEventAsync<ConnectionClosedEvent>(e => e.ConnectionId == acceptor.ConnectionId);
            Assert.Equal(ConnectionEndReason.AbortedByPeer, closed.End.Reason);
            await Assert.ThrowsAsync<DicomRequestException>(() => found);
        }
    }

    [Fact]
    public async Task ContentThatCannotBeOpened_Stored_FailsAndTheAssociationLivesOn()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;

        var failure = await Assert.ThrowsAsync<DicomRequestException>(
            () => connection.Ask<CStoreResult>(new Converse(new CStoreRequest(new FailingContent(failsAtOpen: true))), Patience));

        var failed = Assert.IsType<RequestFailedEvent>(failure.Ending);
        Assert.Equal((RequestFailure.ContentUnavailable, false), (failed.Reason, failed.MayHaveReachedPeer));
        await AssertLivesAsync(connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience), peer);
    }

    [Fact]
    public async Task ContentThatThrowsHalfWay_Stored_EverythingEndsOnceAsContentFailure()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        var id = (await NextEventAsync<DicomAssociationAcceptedEvent>()).ConnectionId;
        var store = connection.Ask<CStoreResult>(new Converse(new CStoreRequest(new FailingContent(failsAtOpen: false))), Patience);
        connection.Tell(new SendRequest(new CEchoRequest()), ActorRefs.NoSender);

        await peer.ExpectAbortAsync();
        await peer.DisposeAsync();

        var failure = await Assert.ThrowsAsync<DicomRequestException>(() => store);
        Assert.Equal(RequestFailure.ContentFailed, Assert.IsType<RequestFailedEvent>(failure.Ending).Reason);
        var events = await EventsUntilClosedAsync(id);
        AssertOneTerminalEventPerRequest(events);
        Assert.Equal(ConnectionEndReason.ContentFailure, Assert.IsType<ConnectionClosedEvent>(events[^1]).End.Reason);
    }

    private sealed class FailingContent(bool failsAtOpen)
        : DicomContent(SopClasses.CtImageStorage, new Uid("1.2.3.4"), TransferSyntax.ExplicitVRLittleEndian)
    {
        public override long? Length => 100_000;

        public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken) =>
            failsAtOpen ? throw new InvalidOperationException("Cannot be opened.") : new(new Reader());

        private sealed class Reader : DicomContentReader
        {
            private int _reads;

            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
                _reads++ == 0 ? new(Math.Min(buffer.Length, 1000)) : throw new InvalidOperationException("A fault half-way.");

            public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
