using System.Net;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;
using DicomActors.Requests;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Listeners;

public sealed class CrowdTests(ITestOutputHelper output) : ListenerSpec(output)
{
    private static readonly TimeSpan Artim = TimeSpan.FromSeconds(5);

    [CrowdFact]
    public async Task SilentSocketsAndSlowReaders_HoldOn_EchoesAreAnsweredAndEverySilentSocketIsClosed()
    {
        var (listener, endPoint) = await ListenAsync(new ListenerSettings(
            new TcpListenerOptions(AnyPort) { Socket = new TcpSocketOptions { SendBufferSize = 4096 } })
        {
            Acceptor = new AcceptorSettings { Handlers = EndlessMatches(), ServiceOptions = DicomServiceOptions.Default with { ArtimTimeout = Artim } },
            Admission = new AdmissionPolicy { MaximumConnections = CrowdFactAttribute.Silent + CrowdFactAttribute.Slow + 1 },
        });
        var healthy = await AssociateAsync(endPoint);
        var slow = await AskForMuchAndReadNothingAsync(endPoint);
        var crowd = SilenceAsync(endPoint);

        var echoes = 0;
        while (!crowd.IsCompleted || echoes < 100)
        {
            var result = await healthy.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience);
            Assert.Equal(DimseStatus.Success, result.Status);
            echoes++;
        }

        Assert.Equal(CrowdFactAttribute.Silent, await crowd);
        await AwaitCountersAsync(
            listener,
            static counters => counters.Connections == CrowdFactAttribute.Slow + 1 && counters.Unassociated == 0,
            "nobody left but the slow readers and the healthy client");
        Assert.Equal(CrowdFactAttribute.Silent + CrowdFactAttribute.Slow + 1, (await CountersAsync(listener)).Accepted);
        foreach (var reader in slow)
        {
            reader.Reset();
        }

        await healthy.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);
        await AwaitEmptyAsync(listener);
    }

    private static async Task<int> SilenceAsync(IPEndPoint endPoint)
    {
        var closed = 0;
        var silences = new List<Task>();
        while (silences.Count < CrowdFactAttribute.Silent)
        {
            var next = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ScriptedPeer.ConnectAsync(endPoint)));
            silences.AddRange(next.Select(async peer =>
            {
                peer.Patience = TimeSpan.FromMinutes(3);
                await peer.ExpectCloseAsync();
                await peer.DisposeAsync();
                Interlocked.Increment(ref closed);
            }));
        }

        await Task.WhenAll(silences);
        return closed;
    }

    private static async Task<List<ScriptedPeer>> AskForMuchAndReadNothingAsync(IPEndPoint endPoint)
    {
        var connector = new TcpConnector(new TcpConnectorOptions(endPoint.Address.ToString(), endPoint.Port)
        {
            Socket = new TcpSocketOptions { ReceiveBufferSize = 4096 },
        });
        var request = new AssociationRequest("SLOW", "SCP").WithContext(SopClasses.StudyRootFind, TransferSyntax.ImplicitVRLittleEndian);
        var identifier = new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian).Add(DicomTag.PatientName, "*").Build();
        var peers = new List<ScriptedPeer>();
        for (var i = 0; i < CrowdFactAttribute.Slow; i++)
        {
            var peer = new ScriptedPeer(await connector.ConnectAsync(CancellationToken.None));
            await peer.RequestAssociationAsync(request);
            await peer.SendRequestAsync(1, new CFindRequest(SopClasses.StudyRootFind, identifier), 1);
            await peer.ExpectMessageAsync();
            peers.Add(peer);
        }

        return peers;
    }

    private static HandlerRegistry EndlessMatches()
    {
        var match = new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian).Add(DicomTag.StudyDescription, new string('x', 64)).Build();
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CFindRequest, SopClasses.StudyRootFind, new DelegateRequestHandler(async (exchange, cancelled) =>
        {
            while (await exchange.RespondAsync(new CFindResponse(DimseStatus.Pending) { Identifier = match }, cancelled))
            {
            }

            return new CFindResponse(DimseStatus.Success);
        }));
        return handlers;
    }
}
