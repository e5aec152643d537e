using DicomActors.Events;
using DicomActors.Protocol.Engine;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

public sealed class AssociationWaitTests(ITestOutputHelper output)
    : DicomActorsSpec(output, "dicom-actors.connection.association-wait = 100ms")
{
    [Fact]
    public async Task NobodyAsksForTheAssociation_WaitOver_ClosesTheConnection()
    {
        var (_, endPoint) = await ListenAsync();
        var opened = await ConnectAsync(endPoint);

        var events = await EventsUntilClosedAsync(opened.ConnectionId);

        Assert.Equal(ConnectionEndReason.IdleTimeout, ((ConnectionClosedEvent)events[^1]).End.Reason);
    }
}
