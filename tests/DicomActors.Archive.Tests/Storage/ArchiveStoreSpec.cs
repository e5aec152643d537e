using System.Net;
using Akka.Actor;
using DicomActors.Archive.Storage;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Archive.Tests.Storage;

/// <summary>An archive's storage behind a listener, and clients that store to it.</summary>
public abstract class ArchiveStoreSpec(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit("akka.loglevel = ERROR", output: output)
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TransferSyntax[] Syntaxes =
    [
        TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian, TransferSyntax.ExplicitVRBigEndian,
        TransferSyntax.DeflatedExplicitVRLittleEndian, TransferSyntax.RleLossless,
    ];

    private readonly List<ArchiveStoreHandler> _handlers = [];
    private readonly HandlerRegistry _registry = new();

    /// <summary>The archive's folder, gone afterwards.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("dicomactors-archive-").FullName;

    /// <summary>What was registered, in order.</summary>
    protected List<StoredInstance> Registered { get; } = [];

    protected ArchiveStorageOptions Options => new(Folder) { MinimumFreeBytes = 0 };

    /// <summary>Files of instances, relative to the folder; files under way are not among them.</summary>
    protected IReadOnlyList<string> Instances =>
        [.. Everything.Where(path => !path.StartsWith(".incoming/", StringComparison.Ordinal))];

    /// <summary>Every file in the folder, but locks.</summary>
    protected IReadOnlyList<string> Everything => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Starts an archive; the last one started is what the listener stores to.</summary>
    protected Task<IPEndPoint> StartAsync(ArchiveStorageOptions options) => StartAsync(Handler(options));

    protected async Task<IPEndPoint> StartAsync(ArchiveStoreHandler handler)
    {
        _registry.Register(DimseCommand.CStoreRequest, handler);
        var listener = Sys.ActorOf(ListenerActor.Props());
        var bound = await listener.Ask<ListenerBound>(new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Acceptor = new AcceptorSettings { Handlers = _registry },
        }), Patience);
        return bound.EndPoint;
    }

    protected ArchiveStoreHandler Handler(ArchiveStorageOptions options) => Handler(options, RegisterAsync, freeSpace: null);

    private protected ArchiveStoreHandler Handler(
        ArchiveStorageOptions options, Func<IReadOnlyList<StoredInstance>, CancellationToken, ValueTask>? register, FreeSpace? freeSpace)
    {
        var handler = new ArchiveStoreHandler(options, Akka.Event.Logging.GetLogger(Sys, "archive"), register, freeSpace);
        _handlers.Add(handler);
        return handler;
    }

    /// <summary>Opens an association.</summary>
    protected async Task<IActorRef> AssociateAsync(IPEndPoint endPoint, string calling = "SCU")
    {
        var request = new AssociationRequest(calling, "ARCHIVE");
        request = Syntaxes.Aggregate(request, (all, syntax) => all.WithContextPerTransferSyntax(SopClasses.CtImageStorage, syntax));
        var opened = await Dicom.Get(Sys).ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To(endPoint.Address.ToString(), endPoint.Port)), Patience);
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(request), Patience);
        return opened.Connection;
    }

    protected static async Task<DimseResponse> StoreAsync(IActorRef connection, EncodedDataset dataset, Uid? instance = null, Uid? sopClass = null) =>
        (await connection.Ask<CStoreResult>(new Converse(new CStoreRequest(ContentOf(dataset, instance, sopClass))), Patience)).Response;

    protected static MemoryContent ContentOf(EncodedDataset dataset, Uid? instance = null, Uid? sopClass = null) => new(
        sopClass ?? SopClasses.CtImageStorage, instance ?? dataset.GetUid(DicomTag.SopInstanceUid), dataset.TransferSyntax, dataset.Bytes);

    /// <summary>The data set in a file of the archive.</summary>
    protected byte[] DatasetIn(string path)
    {
        var file = File.ReadAllBytes(Path.Combine(Folder, path));
        var header = Part10Reader.Parse(file);
        Assert.True(header.Succeeded, $"{path} is no DICOM file: {header.Error}");
        return file[(int)header.Header.DatasetOffset..];
    }

    protected override void AfterAll()
    {
        try
        {
            base.AfterAll();
        }
        finally
        {
            // The connections are over: nothing is waited for here.
            foreach (var handler in _handlers)
            {
                handler.DisposeAsync().AsTask().Wait(Patience);
            }

            Directory.Delete(Folder, recursive: true);
        }
    }

    private ValueTask RegisterAsync(IReadOnlyList<StoredInstance> instances, CancellationToken cancellationToken)
    {
        lock (Registered)
        {
            Registered.AddRange(instances);
        }

        return ValueTask.CompletedTask;
    }
}
