using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;
using DicomActors.Requests;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

/// <summary>PDU trace events: asked for by the configuration for every connection, or by one for itself.</summary>
public sealed class PduTraceTests
{
    private static readonly (TrafficDirection, PduType)[] Echo =
    [
        (TrafficDirection.Sent, PduType.AssociateRequest), (TrafficDirection.Received, PduType.AssociateAccept),
        (TrafficDirection.Sent, PduType.DataTransfer), (TrafficDirection.Received, PduType.DataTransfer),
        (TrafficDirection.Sent, PduType.ReleaseRequest), (TrafficDirection.Received, PduType.ReleaseResponse),
    ];

    public sealed class ByRequest(ITestOutputHelper output) : DicomActorsSpec(output)
    {
        [Fact]
        public async Task OneConnectionAsks_Echo_ItsPdusAndNoOthersAreTraced()
        {
            var inner = new CountingInspector();
            var (_, endPoint) = await ListenAsync();
            var opened = await Factory.Ask<ConnectionOpened>(
                new OpenConnection(AdvancedDicomClientConnectionRequest.To(endPoint.Address.ToString(), endPoint.Port) with
                {
                    TracePdus = true,
                    LoggerName = "traced",
                    ServiceOptions = Dicom.Settings.Service with { Inspector = inner },
                }),
                Patience);
            await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(VerificationRequest), Patience);
            await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
            opened.Connection.Tell(ReleaseAssociation.Instance);

            var events = new List<IAdvancedDicomClientConnectionEvent>();
            while (events.Count(e => e is ConnectionClosedEvent) < 2)
            {
                events.Add(await Events.ExpectMsgAsync<IAdvancedDicomClientConnectionEvent>(Patience));
            }

            var traces = events.OfType<PduTraceEvent>().ToList();
            Assert.Equal(Echo, traces.Select(trace => (trace.Direction, trace.Type)));
            Assert.All(traces, trace => Assert.Equal(opened.ConnectionId, trace.ConnectionId));
            Assert.IsType<CEchoRequest>(traces[2].Message);
            Assert.IsType<AssociateRequestPdu>(traces[0].Pdu);
            Assert.Equal((4, 2), (inner.Pdus, inner.Messages));
        }
    }

    public sealed class ByConfiguration(ITestOutputHelper output) : DicomActorsSpec(output, "dicom-actors.connection.trace-pdus = on")
    {
        [Fact]
        public async Task Acceptor_PeerReleases_IsTraced()
        {
            var (_, endPoint) = await ListenAsync();
            await using var peer = await ScriptedPeer.ConnectAsync(endPoint);
            await peer.SendAsync(RequestorNegotiation.CreateRequest(VerificationRequest, PduLimits.Default));
            await peer.ExpectAsync<AssociateAcceptPdu>();
            await peer.ReleaseAsync();

            var types = new List<PduType>();
            while (types.Count < 4)
            {
                types.Add((await NextEventAsync<PduTraceEvent>()).Type);
            }

            Assert.Equal([PduType.AssociateRequest, PduType.AssociateAccept, PduType.ReleaseRequest, PduType.ReleaseResponse], types);
        }
    }

    private sealed class CountingInspector : DicomInspector
    {
        private int _pdus;
        private int _messages;

        public int Pdus => _pdus;

        public int Messages => _messages;

        public override void OnPdu(TrafficDirection direction, DateTimeOffset time, Pdu pdu) => Interlocked.Increment(ref _pdus);

        public override void OnMessage(
            TrafficDirection direction, DateTimeOffset time, byte presentationContextId, ushort messageId, object message) =>
            Interlocked.Increment(ref _messages);
    }
}
