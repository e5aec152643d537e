using System.CommandLine;
using System.Net;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Finding;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;

namespace DicomActors.Node.Demo;

/// <summary>Everything around the node: modalities, a workstation, and an archive of the researchers that is not always there. An actor system of its own.</summary>
internal sealed class DemoHospital : IAsyncDisposable
{
    /// <summary>What the node is called.</summary>
    public const string NodeTitle = "NODE";

    /// <summary>What the workstation is called.</summary>
    public const string WorkstationTitle = "WORKSTATION";

    /// <summary>What the researchers' archive is called.</summary>
    public const string ResearchTitle = "RESEARCH";

    private readonly NodeSystem _system;
    private Peer? _node;

    private DemoHospital(NodeSystem system, DemoListener workstation, DemoListener research)
    {
        _system = system;
        Workstation = workstation;
        Research = research;
    }

    /// <summary>What the workstation is sent to.</summary>
    public DemoListener Workstation { get; }

    /// <summary>The researchers' archive.</summary>
    public DemoListener Research { get; }

    /// <summary>Starts it; nobody knows the node yet.</summary>
    public static async Task<DemoHospital> StartAsync(ParseResult arguments)
    {
        var system = NodeSystem.Start(arguments);
        return new DemoHospital(system, await DemoListener.StartAsync(system, WorkstationTitle), await DemoListener.StartAsync(system, ResearchTitle));
    }

    /// <summary>Tells everybody where the node is.</summary>
    public async Task MeetAsync(int nodePort)
    {
        _node = new Peer
        {
            Host = IPAddress.Loopback.ToString(),
            Port = nodePort,
            CallingAETitle = WorkstationTitle,
            CalledAETitle = NodeTitle,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ResponseTimeout = TimeSpan.FromSeconds(30),
        };
        foreach (var modality in DemoModality.All)
        {
            var peer = new DicomPeer(modality.PeerName, new TcpConnector(_node.Host, nodePort), modality.AETitle, NodeTitle)
            {
                RequestsPerSecond = modality.ImagesPerSecond,
                MaximumAssociations = 1,
                Linger = TimeSpan.FromSeconds(5),
            };
            await _system.Dicom.Peers.Ask<PeerConfigured>(new ConfigurePeer(peer));
        }
    }

    /// <summary>A modality sends a series to the node, as fast as it makes it.</summary>
    public Task<DemoSent> SendAsync(DemoSeries series) => DemoActors.SendAsync(_system.System, series.Modality.PeerName, series.Instances);

    /// <summary>The workstation asks for the studies there are.</summary>
    public async Task<IReadOnlyList<EncodedDataset>> FindStudiesAsync(CancellationToken interrupted)
    {
        var query = Query.Of(QueryModel.Study, "study", ["PatientID=DEMO-*", "PatientName", "StudyDescription", "ModalitiesInStudy", "NumberOfStudyRelatedInstances"]);
        var request = new CFindRequest(query.Model.SopClass, query.Encode(TransferSyntax.ExplicitVRLittleEndian));
        return (await RequestFromNode(handlers: null).SendAsync(new Enqueue(request), interrupted)).Ended.Matches;
    }

    /// <summary>The workstation makes the node send it a study, on an association of the node's own.</summary>
    public Task<PeerAnswer> MoveAsync(Uid study, CancellationToken interrupted) => RequestFromNode(handlers: null).SendAsync(
        new Enqueue(new CMoveRequest(QueryModel.Study.MoveSopClass, Study(study), WorkstationTitle)), interrupted);

    /// <summary>The workstation fetches a study on its own association.</summary>
    public Task<PeerAnswer> GetAsync(Uid study, CancellationToken interrupted) =>
        RequestFromNode(new AdvancedDicomClientConnectionRequestHandlers { OnCStoreRequest = Workstation.Receiver })
            .SendAsync(new Enqueue(new CGetRequest(QueryModel.Study.GetSopClass, Study(study))), interrupted);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _system.DisposeAsync();

    private static EncodedDataset Study(Uid study) =>
        Query.Of(QueryModel.Study, "study", [$"StudyInstanceUID={study}"]).Encode(TransferSyntax.ExplicitVRLittleEndian);

    private PeerRequest RequestFromNode(AdvancedDicomClientConnectionRequestHandlers? handlers) =>
        new(_system, ClientPeer.Create(_system, _node!, ClientPeer.UsualRetries).With(handlers));
}
