using System.Net;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;
using DicomActors.Requests;
using DicomActors.Telemetry;
using Xunit.Abstractions;

namespace DicomActors.Tests.Telemetry;

public sealed class MetricsTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    [Fact]
    public async Task EchoAndRelease_Measured_CountEachSideOnce()
    {
        using var measured = new Measurements(Sys);
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);

        Assert.Equal(1, measured.Read("dicom_actors.connections.active")["dicom.role=requestor"]);
        await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
        await opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);

        await AwaitAssertAsync(() => Assert.Equal(2, measured.Of("dicom_actors.associations").Count()), Patience);
        Assert.Equal(
            ["dicom.outcome=released dicom.role=acceptor", "dicom.outcome=released dicom.role=requestor"],
            measured.Of("dicom_actors.associations").Select(one => one.Tags).Order());
        Assert.Equal(2, measured.Of("dicom_actors.association.duration").Count());
        const string completed = "dicom.command=C-ECHO dicom.outcome=completed dicom.status_class=success";
        Assert.Equal(completed, Assert.Single(measured.Of("dicom_actors.requests")).Tags);
        Assert.Equal(completed, Assert.Single(measured.Of("dicom_actors.request.duration")).Tags);
        Assert.Equal("dicom.command=C-ECHO", Assert.Single(measured.Of("dicom_actors.requests.received")).Tags);
        Assert.Equal("dicom.command=C-ECHO dicom.status_class=success", Assert.Single(measured.Of("dicom_actors.requests.answered")).Tags);
        Assert.Equal("dicom.command=C-ECHO dicom.status_class=success", Assert.Single(measured.Of("dicom_actors.answer.duration")).Tags);
        await AwaitAssertAsync(
            () => Assert.All(measured.Read("dicom_actors.connections.active"), active => Assert.Equal(0, active.Value)), Patience);
    }

    [Fact]
    public async Task RequestItsHandlerRefuses_Measured_IsAFailureOfBothSides()
    {
        using var measured = new Measurements(Sys);
        Dicom.Handlers.Register(DimseCommand.CEchoRequest, SopClasses.Verification, new DelegateRequestHandler(
            static (_, _) => new(new CEchoResponse(DimseStatus.ResourceLimitation))));
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);

        await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);

        // The answer may be with the peer before it is counted here.
        await AwaitAssertAsync(() => Assert.Single(measured.Of("dicom_actors.requests.answered")), Patience);
        await AwaitAssertAsync(() => Assert.Single(measured.Of("dicom_actors.requests")), Patience);
        Assert.Equal(
            "dicom.command=C-ECHO dicom.outcome=completed dicom.status_class=failure", Assert.Single(measured.Of("dicom_actors.requests")).Tags);
        Assert.Equal("dicom.command=C-ECHO dicom.status_class=failure", Assert.Single(measured.Of("dicom_actors.requests.answered")).Tags);
    }

    [Fact]
    public async Task NobodyListening_OpenConnection_IsAFailedAssociation()
    {
        using var measured = new Measurements(Sys);
        var (listener, endPoint) = await ListenAsync();
        await listener.Ask<ListenerUnbound>(UnbindListener.Instance, Patience);

        await Assert.ThrowsAsync<ConnectionFailedException>(() => ConnectAsync(endPoint));

        await AwaitAssertAsync(() => Assert.Single(measured.Of("dicom_actors.associations")), Patience);
        Assert.Equal(
            "dicom.outcome=failed dicom.role=requestor error.type=connection_refused", measured.Of("dicom_actors.associations").Single().Tags);
        Assert.Empty(measured.Of("dicom_actors.association.duration"));
    }

    [Fact]
    public async Task Bytes_WhileTheyPass_AreInTheTotals()
    {
        using var measured = new Measurements(Sys);
        var (_, endPoint) = await ListenAsync();
        var opened = await AssociateAsync(endPoint);
        var associated = (Dicom.Traffic.BytesSent, Dicom.Traffic.BytesReceived);
        await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);

        // Both ends are in this system: what one sends the other receives, and the connection is still open.
        await AwaitAssertAsync(() => Assert.Equal(Dicom.Traffic.BytesSent, Dicom.Traffic.BytesReceived), Patience);
        var counters = await opened.Connection.Ask<ConnectionStatus>(GetConnectionStatus.Instance, Patience);
        Assert.Equal(counters.BytesSent + counters.BytesReceived, Dicom.Traffic.BytesSent);
        Assert.True(associated.BytesSent > 0 && associated.BytesSent < Dicom.Traffic.BytesSent, $"bytes were counted at {associated}, then {Dicom.Traffic.BytesSent}");
        Assert.Equal(Dicom.Traffic.BytesSent, measured.Read("dicom_actors.network.io")["network.io.direction=transmit"]);
    }

    [Fact]
    public async Task PeerWithAnOpenAssociation_Read_TellsWhatItsClientDoes()
    {
        using var measured = new Measurements(Sys);
        var (_, endPoint) = await ListenAsync();
        await Dicom.Peers.Ask<PeerConfigured>(new ConfigurePeer(PeerAt("archive", endPoint)), Patience);
        Dicom.Peers.Tell(new EnqueueTo("archive", new Enqueue(new CEchoRequest())), TestActor);
        await FishForMessageAsync<TicketEnded>(_ => true, Patience);

        await AwaitAssertAsync(
            () => Assert.Equal(1, measured.Read("dicom_actors.peer.associations")["dicom_actors.association.state=open dicom_actors.peer=archive"]),
            Patience);
        Assert.Equal(0, measured.Read("dicom_actors.peer.queue")["dicom_actors.peer=archive"]);
        Assert.Equal(0, measured.Read("dicom_actors.peer.in_flight")["dicom_actors.peer=archive"]);
        Assert.Equal(
            [("closed", 1.0), ("half_open", 0.0), ("open", 0.0)],
            measured.Read("dicom_actors.peer.circuit").Select(one => (one.Key.Split(' ')[0].Split('=')[1], one.Value)).Order());
        await AwaitAssertAsync(
            () => Assert.Contains("dicom_actors.peer=archive", Assert.Single(measured.Of("dicom_actors.requests")).Tags, StringComparison.Ordinal),
            Patience);
    }

    [Fact]
    public async Task PeerRemoved_Read_IsNoLongerThere()
    {
        using var measured = new Measurements(Sys);
        await Dicom.Peers.Ask<PeerConfigured>(new ConfigurePeer(PeerAt("gone", new IPEndPoint(IPAddress.Loopback, 1))), Patience);
        await AwaitAssertAsync(() => Assert.Single(measured.Read("dicom_actors.peer.queue")), Patience);

        await Dicom.Peers.Ask<PeerDrained>(new RemovePeer("gone", TimeSpan.Zero), Patience);

        await AwaitAssertAsync(() => Assert.Empty(measured.Read("dicom_actors.peer.queue")), Patience);
    }

    [Fact]
    public async Task ListenerThatDeniesANetwork_Read_TellsWhomItTurnedAway()
    {
        using var measured = new Measurements(Sys);
        var (listener, endPoint) = await ListenAsync(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Admission = new AdmissionPolicy { DeniedNetworks = AdmissionPolicy.Networks(["127.0.0.0/8"]) },
        });

        await Assert.ThrowsAnyAsync<DicomConnectionException>(() => AssociateAsync(endPoint));

        var name = $"dicom_actors.listener={listener.Path.Name}";
        await AwaitAssertAsync(
            () => Assert.Equal(1, measured.Read("dicom_actors.listener.rejected")[$"{name} dicom_actors.reason=network"]), Patience);
        Assert.Equal(1, measured.Read("dicom_actors.listener.accepted")[name]);
        Assert.Equal(0, measured.Read("dicom_actors.listener.connections")[name]);
    }

    [Fact]
    public async Task EveryMeasurement_ComparedWithTheDefinitions_HasTheirAttributesOnly()
    {
        using var measured = new Measurements(Sys);
        var (_, endPoint) = await ListenAsync();
        await Dicom.Peers.Ask<PeerConfigured>(new ConfigurePeer(PeerAt("archive", endPoint, "SECRET-SCU")), Patience);
        Dicom.Peers.Tell(new EnqueueTo("archive", new Enqueue(new CEchoRequest())), TestActor);
        await FishForMessageAsync<TicketEnded>(_ => true, Patience);
        await AwaitAssertAsync(() => Assert.Single(measured.Of("dicom_actors.requests")), Patience);
        measured.Read("dicom_actors.network.io");

        Assert.All(measured.All, one => Assert.All(
            one.Tags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(tag => tag.Split('=')[0]),
            tag => Assert.Contains(tag, Instruments.All.Single(definition => definition.Name == one.Instrument).Attributes)));
        Assert.DoesNotContain(measured.All, one => one.Tags.Contains("SECRET", StringComparison.Ordinal) || one.Tags.Contains("127.0.0.1", StringComparison.Ordinal));
    }

    private static DicomPeer PeerAt(string name, IPEndPoint endPoint, string callingAETitle = "SCU") =>
        new(name, new TcpConnector(endPoint.Address.ToString(), endPoint.Port), callingAETitle, "SCP");
}
