using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Listeners;

/// <summary>Peers of a listener that are no actors, and short ways to look at it.</summary>
public abstract class ListenerSpec(ITestOutputHelper output, string config = "") : DicomActorsSpec(output, config)
{
    protected static IPEndPoint AnyPort { get; } = new(IPAddress.Loopback, 0);

    /// <summary>Connects from an address of this machine.</summary>
    protected static async Task<ScriptedPeer> ConnectFromAsync(string source, IPEndPoint endPoint)
    {
        var connector = new TcpConnector(new TcpConnectorOptions(endPoint.Address.ToString(), endPoint.Port)
        {
            SourceEndPoint = new IPEndPoint(IPAddress.Parse(source), 0),
        });
        return new ScriptedPeer(await connector.ConnectAsync(CancellationToken.None)) { Patience = Patience };
    }

    /// <summary>Fails unless the listener ends a connection without having read or said anything.</summary>
    protected static async Task AssertTurnedAwayAsync(string source, IPEndPoint endPoint)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(source), 0));
        try
        {
            await socket.ConnectAsync(endPoint, patience.Token);
            Assert.Equal(0, await socket.ReceiveAsync(new byte[1], patience.Token));
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset)
        {
            // A reset can be as fast as the answer to connect.
        }
    }

    /// <summary>Asks for an association.</summary>
    /// <returns>The acceptance or rejection.</returns>
    protected static async Task<Pdu> AskForAssociationAsync(ScriptedPeer peer, string callingAETitle = "SCU", string calledAETitle = "SCP")
    {
        var request = new AssociationRequest(callingAETitle, calledAETitle)
            .WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian);
        await peer.SendAsync(RequestorNegotiation.CreateRequest(request, PduLimits.Default));
        return await peer.ExpectAsync<Pdu>();
    }

    protected static Task<ListenerStatus> StatusAsync(IActorRef listener) => listener.Ask<ListenerStatus>(GetListenerStatus.Instance, Patience);

    protected static async Task<AdmissionCounters> CountersAsync(IActorRef listener) => (await StatusAsync(listener)).Admission;

    /// <summary>Waits until the listener's counters are as they should be.</summary>
    protected Task AwaitCountersAsync(IActorRef listener, Func<AdmissionCounters, bool> areGood, string expected) => AwaitAssertAsync(
        async () =>
        {
            var counters = await CountersAsync(listener);
            Assert.True(areGood(counters), $"expected {expected}, got {counters}");
        },
        Patience);

    /// <summary>Waits until nobody holds a place.</summary>
    protected Task AwaitEmptyAsync(IActorRef listener) => AwaitCountersAsync(
        listener, static counters => counters is { Connections: 0, Unassociated: 0, Rejecting: 0 }, "all places given back");
}
