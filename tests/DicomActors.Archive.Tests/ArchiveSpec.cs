using System.Net;
using Akka.Actor;
using DicomActors.Archive.Commitment;
using DicomActors.Archive.Retrieve;
using DicomActors.Archive.Storage;
using DicomActors.Archive.Tests.Storage;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Archive.Tests;

/// <summary>A whole archive behind a listener, and peers around it, all in one actor system.</summary>
public abstract class ArchiveSpec(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("akka.loglevel = ERROR", output: output), IAsyncLifetime
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The study of all <see cref="Datasets"/>.</summary>
    protected static readonly Uid Study = new("1");

    protected string Folder { get; } = Directory.CreateTempSubdirectory("dicomactors-archive-").FullName;

    protected DicomArchive Archive { get; private set; } = null!;

    /// <summary>Where the archive listens.</summary>
    protected IPEndPoint EndPoint { get; private set; } = null!;

    protected DicomExtension Dicom => DicomActors.Dicom.Get(Sys);

    protected virtual ArchiveRetrieveOptions Retrieve => new();

    protected virtual ArchiveCommitmentOptions Commitment => new();

    public async Task InitializeAsync()
    {
        await StartArchiveAsync();
        EndPoint = await ListenAsync(new AcceptorSettings());
    }

    public async Task DisposeAsync() => await Archive.DisposeAsync();

    protected async Task StartArchiveAsync() => Archive = await DicomArchive.StartAsync(
        Sys,
        new DicomArchiveOptions(new ArchiveStorageOptions(Folder) { MinimumFreeBytes = 0 }) { Retrieve = Retrieve, Commitment = Commitment });

    protected async Task<IPEndPoint> ListenAsync(AcceptorSettings acceptor)
    {
        var bound = await Sys.ActorOf(ListenerActor.Props()).Ask<ListenerBound>(
            new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0)) { Acceptor = acceptor }), Patience);
        return bound.EndPoint;
    }

    /// <summary>Tells the archive of a peer.</summary>
    protected async Task ConfigurePeerAsync(string aeTitle, IPEndPoint endPoint, int associations = 2) =>
        await Dicom.Peers.Ask<PeerConfigured>(
            new ConfigurePeer(new DicomPeer("peer-" + aeTitle, new TcpConnector(endPoint.Address.ToString(), endPoint.Port), "ARCHIVE", aeTitle)
            {
                MaximumAssociations = associations,
            }),
            Patience);

    /// <summary>An association with the archive.</summary>
    protected async Task<IActorRef> AssociateAsync(AssociationRequest request, AdvancedDicomClientConnectionRequestHandlers? handlers = null)
    {
        var opened = await Dicom.ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To(EndPoint.Address.ToString(), EndPoint.Port) with { Handlers = handlers }), Patience);
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(request), Patience);
        return opened.Connection;
    }

    /// <summary>Stores instances 1 to n of one study in the archive.</summary>
    protected async Task StoreAsync(int count, TransferSyntax? transferSyntax = null, Uid? sopClass = null, int first = 1)
    {
        var syntax = transferSyntax ?? TransferSyntax.ExplicitVRLittleEndian;
        var kind = sopClass ?? SopClasses.CtImageStorage;
        var connection = await AssociateAsync(new AssociationRequest("SCU", "ARCHIVE").WithContext(kind, syntax));
        for (var number = first; number < first + count; number++)
        {
            var dataset = Datasets.Create(number, syntax, sopClass: kind);
            var content = new MemoryContent(kind, Datasets.UidOf(number), syntax, dataset.Bytes);
            var stored = await connection.Ask<CStoreResult>(new Converse(new CStoreRequest(content)), Patience);
            Assert.Equal(DimseStatus.Success, stored.Status);
        }

        await connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);
    }

    /// <summary>Sends a request and waits for its end.</summary>
    protected async Task<(DimseResponse Final, List<DimseResponse> Pending)> SendAsync(IActorRef connection, DimseRequest request)
    {
        connection.Tell(new SendRequest(request), TestActor);
        return await EndAsync();
    }

    /// <summary>Waits for the end of what was sent.</summary>
    protected async Task<(DimseResponse Final, List<DimseResponse> Pending)> EndAsync()
    {
        var pending = new List<DimseResponse>();
        while (true)
        {
            switch (await ExpectMsgAsync<RequestEvent>(Patience))
            {
                case RequestPendingEvent response:
                    pending.Add(response.Response);
                    break;
                case RequestCompletedEvent completed:
                    return (completed.Response, pending);
                case RequestCancelledEvent cancelled:
                    return (cancelled.Response!, pending);
                case { IsTerminal: true } other:
                    Assert.Fail($"The request should be answered, but it ended as {other}.");
                    break;
            }
        }
    }

    protected static EncodedDataset StudyKeys(string study = "1") => new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
        .Add(DicomTag.QueryRetrieveLevel, "STUDY")
        .Add(DicomTag.StudyInstanceUid, study)
        .Build();

    protected override void AfterAll()
    {
        try
        {
            base.AfterAll();
        }
        finally
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
