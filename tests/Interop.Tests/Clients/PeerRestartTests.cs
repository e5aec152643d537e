using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using DicomActors.Clients;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;

namespace DicomActors.Interop.Tests.Clients;

/// <summary>The regular client against an archive that dies and comes back.</summary>
public sealed class PeerRestartTests
{
    private const int Instances = 1000;
    private const string StudyUid = "1.2.826.0.1.3680043.10.6.1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [PeerFact("Orthanc")]
    public async Task OrthancIsKilledTwice_AThousandInstancesOverFourAssociations_AllArriveAndEachIsReportedOnce()
    {
        await using var orthanc = new MortalOrthanc();
        await orthanc.StartAsync();
        using var system = ActorSystem.Create("restart", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        var outcomes = Channel.CreateUnbounded<TicketEnded>();
        system.ActorOf(Props.Create(() => new OutcomeCollector(outcomes.Writer)));
        var peers = DicomActors.Dicom.Get(system).Peers;
        var peer = new DicomPeer("orthanc", new TcpConnector("127.0.0.1", orthanc.Port), "CLIENT", MortalOrthanc.AETitle)
        {
            MaximumAssociations = 4,
            MaximumAttempts = 10,
            Backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), 0.5),
        };
        var client = (await peers.Ask<PeerConfigured>(new ConfigurePeer(peer), Patience)).Client;
        var commands = Enumerable.Range(1, Instances).Select(static number => new Enqueue(new CStoreRequest(Instance(number)))).ToArray();
        foreach (var command in commands)
        {
            await client.Ask<Enqueued>(command, Patience);
        }

        var ended = new List<TicketEnded>();
        await CollectAsync(250);
        await orthanc.KillAsync();
        await orthanc.StartAsync();
        await CollectAsync(600);
        await orthanc.KillAsync();
        await orthanc.StartAsync();
        await CollectAsync(Instances);
        await peers.Ask<PeerDrained>(new RemovePeer("orthanc", Patience), Patience);
        await system.Terminate();

        while (outcomes.Reader.TryRead(out var more))
        {
            ended.Add(more);
        }

        Assert.All(ended, static outcome => Assert.True(outcome.IsSuccess, $"{outcome.TicketId}: {outcome.Message}"));
        Assert.Equal(commands.Select(static command => command.TicketId.Value).Order(), ended.Select(static outcome => outcome.TicketId.Value).Order());
        Assert.Equal(
            commands.Select(static command => ((CStoreRequest)command.Request).Content.SopInstanceUid.Value).Order(StringComparer.Ordinal),
            (await orthanc.InstancesAsync()).Order(StringComparer.Ordinal));
        Assert.Contains(ended, static outcome => outcome.Attempts > 1);

        async Task CollectAsync(int count)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (ended.Count < count)
            {
                ended.Add(await outcomes.Reader.ReadAsync(patience.Token));
            }
        }
    }

    private static MemoryContent Instance(int number)
    {
        var uid = new Uid($"{StudyUid}.1.{number}");
        return new MemoryContent(SopClasses.CtImageStorage, uid, new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SopClassUid, SopClasses.CtImageStorage.Value)
            .Add(DicomTag.SopInstanceUid, uid.Value)
            .Add(DicomTag.StudyInstanceUid, StudyUid)
            .Add(DicomTag.SeriesInstanceUid, StudyUid + ".1")
            .Add(DicomTag.PatientId, "RESTART")
            .Add(DicomTag.Modality, "CT")
            .Build());
    }
}
