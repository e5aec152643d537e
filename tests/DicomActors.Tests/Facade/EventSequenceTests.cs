using DicomActors.Events;
using DicomActors.Facade;
using DicomActors.Protocol.Dimse;
using DicomActors.Tests.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Facade;

public sealed class EventSequenceTests(ITestOutputHelper output) : ScriptedPeerSpec(output, "dicom-actors.facade.event-buffer = 16")
{
    private static readonly string[] WholeLife =
    [
        nameof(DicomAssociationAcceptedEvent), nameof(RequestSentEvent), nameof(SendQueueEmptyEvent), nameof(RequestCompletedEvent),
        nameof(DicomAssociationReleasedEvent), nameof(ConnectionClosedEvent),
    ];

    private static async Task LiveAsync(IAdvancedDicomClientConnection connection, TestKit.ScriptedPeer peer)
    {
        var association = OpenAssociationAsync(connection);
        await AcceptAsync(peer);
        await association;
        await AssertLivesAsync(connection.EchoAsync(), peer);
        var release = connection.ReleaseAsync();
        await peer.ExpectAsync<Protocol.Pdus.ReleaseRequestPdu>();
        await peer.SendAsync(Protocol.Pdus.ReleaseResponsePdu.Instance);
        await release;
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task EnumeratedFromTheStart_WholeLife_HasEveryEventInOrder()
    {
        var (connection, peer) = await OpenFacadeAsync();
        var all = connection.Events.CollectAsync();

        await LiveAsync(connection, peer);

        var events = await all.WaitAsync(Patience);
        Assert.Equal(WholeLife, events.Select(occurrence => occurrence.GetType().Name));
        Assert.All(events, occurrence => Assert.Equal(connection.ConnectionId, occurrence.ConnectionId));
    }

    [Fact]
    public async Task EnumeratorGotAndNotYetMoved_WholeLife_HasEveryEventAllTheSame()
    {
        var (connection, peer) = await OpenFacadeAsync();
        await using var events = connection.Events.GetAsyncEnumerator();

        await LiveAsync(connection, peer);

        var names = new List<string>();
        while (await events.MoveNextAsync())
        {
            names.Add(events.Current.GetType().Name);
        }

        Assert.Equal(WholeLife, names);
    }

    [Fact]
    public async Task TwoEnumerations_WholeLife_EachHasEveryEvent()
    {
        var (connection, peer) = await OpenFacadeAsync();
        var first = connection.Events.CollectAsync();
        var second = connection.Events.CollectAsync();

        await LiveAsync(connection, peer);

        Assert.Equal(await first.WaitAsync(Patience), await second.WaitAsync(Patience));
        Assert.Equal(WholeLife.Length, (await first).Count);
    }

    [Fact]
    public async Task ConnectionClosed_EnumeratedAfterwards_HasTheClosedEvent()
    {
        var (connection, peer) = await OpenFacadeAsync();
        await LiveAsync(connection, peer);
        await connection.DisposeAsync();

        var events = await connection.Events.CollectAsync().WaitAsync(Patience);

        Assert.IsType<ConnectionClosedEvent>(Assert.Single(events));
    }

    [Fact]
    public async Task PeerLeftBeforeTheAssociation_EnumeratedAfterwards_HasTheClosedEventAndDisposingDoesNotWait()
    {
        var (connection, peer) = await OpenFacadeAsync();
        await peer.DisposeAsync();
        await NextEventAsync<ConnectionClosedEvent>();

        Assert.IsType<ConnectionClosedEvent>(Assert.Single(await connection.Events.CollectAsync().WaitAsync(Patience)));
        await connection.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    [Fact]
    public async Task OneEnumerationLeft_FurtherEvents_ReachTheOther()
    {
        var (connection, peer) = await OpenFacadeAsync();
        var left = connection.Events.GetAsyncEnumerator();
        var other = connection.Events.CollectAsync();
        await left.DisposeAsync();

        await LiveAsync(connection, peer);

        Assert.Equal(WholeLife.Length, (await other.WaitAsync(Patience)).Count);
        Assert.False(await left.MoveNextAsync());
    }

    [Fact]
    public async Task NotEnumerated_MoreEventsThanTheBuffer_FailsAfterThoseItHas()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        await using var events = connection.Events.GetAsyncEnumerator();
        var find = connection.FindAsync(Find.SopClassUid, Keys);
        var message = await peer.ExpectMessageAsync();
        for (var i = 0; i < 100; i++)
        {
            await peer.RespondAsync(message, DimseStatus.Pending, Keys.Bytes);
        }

        await peer.RespondAsync(message, DimseStatus.Success);
        Assert.Equal(100, (await find.WaitAsync(Patience)).Matches.Count);

        for (var i = 0; i < 16; i++)
        {
            Assert.True(await events.MoveNextAsync());
        }

        var failure = await Assert.ThrowsAsync<EventBufferOverflowException>(() => events.MoveNextAsync().AsTask().WaitAsync(Patience));
        Assert.Equal(16, failure.Capacity);
        Assert.Contains("dicom-actors.facade.event-buffer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingHappens_TokenCancelled_Throws()
    {
        var (connection, peer) = await OpenFacadeAsync();
        await using var _ = peer;
        using var cancellation = new CancellationTokenSource();
        await using var events = connection.Events.GetAsyncEnumerator(cancellation.Token);
        var next = events.MoveNextAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task ActorStopped_Enumerating_EndsWithTheClosedEvent()
    {
        var (connection, peer) = await OpenFacadeAsync();
        await using var _ = peer;
        var all = connection.Events.CollectAsync();

        Sys.Stop(connection.Connection);

        Assert.IsType<ConnectionClosedEvent>(Assert.Single(await all.WaitAsync(Patience)));
    }
}
