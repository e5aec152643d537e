using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

public sealed class EchoTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    [Fact]
    public async Task Echo_ToldToConnection_PublishesItsEventsInOrder()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);

        opened.Connection.Tell(new SendRequest(new CEchoRequest()), TestActor);
        await FishForMessageAsync<RequestCompletedEvent>(_ => true, Patience);
        opened.Connection.Tell(ReleaseAssociation.Instance, TestActor);
        await ExpectMsgAsync<AssociationReleased>(Patience);

        var events = await EventsUntilClosedAsync(opened.ConnectionId);
        Assert.Equal(
            [
                typeof(ConnectionOpenedEvent), typeof(DicomAssociationAcceptedEvent), typeof(RequestCompletedEvent),
                typeof(DicomAssociationReleasedEvent), typeof(ConnectionClosedEvent),
            ],
            events.Where(e => e is not (RequestSentEvent or SendQueueEmptyEvent)).Select(e => e.GetType()));
        Assert.All(events, e => Assert.Equal(opened.Connection, e.Connection));
        Assert.Equal(DimseStatus.Success, events.OfType<RequestCompletedEvent>().Single().Response.Status);
        Assert.Equal(ConnectionEndReason.Released, events.OfType<ConnectionClosedEvent>().Single().End.Reason);
        Assert.False(events.OfType<DicomAssociationReleasedEvent>().Single().RequestedByPeer);
    }

    [Fact]
    public async Task Echo_AsAcceptor_PublishesTheAcceptorsEventsInOrder()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);
        await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
        opened.Connection.Tell(ReleaseAssociation.Instance);

        var events = new List<IAdvancedDicomClientConnectionEvent>();
        while (events.Count(e => e is ConnectionClosedEvent) < 2)
        {
            events.Add(await Events.ExpectMsgAsync<IAdvancedDicomClientConnectionEvent>(Patience));
        }

        Assert.Equal(
            [
                typeof(ConnectionOpenedEvent), typeof(AssociationRequestedEvent), typeof(AssociationEstablishedEvent),
                typeof(RequestReceivedEvent), typeof(RequestAnsweredEvent), typeof(DicomAssociationReleasedEvent), typeof(ConnectionClosedEvent),
            ],
            events.Where(e => e.ConnectionId != opened.ConnectionId && e is not (ListenerBoundEvent or SendQueueEmptyEvent))
                .Select(e => e.GetType()));
        Assert.Equal(DimseStatus.Success, events.OfType<RequestAnsweredEvent>().Single().Status);
    }

    [Fact]
    public async Task Echo_Asked_IsAnsweredOnceWithTheResult()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);

        var result = await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);

        Assert.Equal(DimseStatus.Success, result.Status);
    }

    [Fact]
    public async Task ManyEchos_QueuedAtOnce_AllComplete()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            _ => opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience)));

        Assert.All(results, result => Assert.Equal(DimseStatus.Success, result.Status));
    }

    [Fact]
    public async Task ManualMode_SendNextMessage_SendsOneAtATime()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await Factory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To(endPoint.Address.ToString(), endPoint.Port) with
            {
                ServiceOptions = Dicom.Settings.Service with { AutoSend = false },
            }),
            Patience);
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(VerificationRequest), Patience);

        var first = opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
        var second = opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
        opened.Connection.Tell(SendNextMessage.Instance);
        await first;
        Assert.False(second.IsCompleted, "The second request should wait for a second SendNextMessage.");
        opened.Connection.Tell(SendNextMessage.Instance);
        await second;
        await NextEventAsync<SendQueueEmptyEvent>(e => e.ConnectionId == opened.ConnectionId);
    }
}
