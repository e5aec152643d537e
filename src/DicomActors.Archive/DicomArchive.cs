using Akka;
using Akka.Actor;
using Akka.Event;
using DicomActors.Archive.Commitment;
using DicomActors.Archive.Index;
using DicomActors.Archive.Query;
using DicomActors.Archive.Retrieve;
using DicomActors.Archive.Storage;
using DicomActors.Handlers;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive;

/// <summary>
/// A folder as an archive: takes C-STORE, answers C-FIND, C-MOVE and C-GET, and commits to storage, for whoever opens an association to a
/// listener of its actor system. C-ECHO is answered by the system itself.
/// </summary>
/// <remarks>
/// Destinations of C-MOVE and receivers of commitment reports are the peers of the system, found by their called AE title:
/// <c>dicom-actors.peers</c>, or <see cref="Clients.ConfigurePeer"/>. When the system shuts down, the archive is closed after the
/// connections were drained (phase service-stop of CoordinatedShutdown); <see cref="DisposeAsync"/> closes it before.
/// </remarks>
public sealed class DicomArchive : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private static readonly (DimseCommand Command, Uid SopClass)[] Services =
    [
        (DimseCommand.CStoreRequest, Uid.Empty),
        .. ArchiveFindHandler.Services,
        (DimseCommand.CMoveRequest, SopClasses.PatientRootMove),
        (DimseCommand.CMoveRequest, SopClasses.StudyRootMove),
        (DimseCommand.CGetRequest, SopClasses.PatientRootGet),
        (DimseCommand.CGetRequest, SopClasses.StudyRootGet),
        (DimseCommand.NActionRequest, SopClasses.StorageCommitmentPushModel),
    ];

    private readonly Lock _gate = new();
    private readonly List<IDisposable> _registrations = [];
    private readonly List<IActorRef> _actors = [];
    private readonly ArchiveStoreHandler _store;
    private Task? _stopped;

    private DicomArchive(DicomArchiveOptions options, ArchiveIndex index, ReconcileResult reconciled, ILoggingAdapter log)
    {
        Options = options;
        Index = index;
        Reconciled = reconciled;
        _store = new ArchiveStoreHandler(options.Storage, log, index.AddAsync);
        Find = new ArchiveFindHandler(index, options.Query);
    }

    /// <summary>What it is made of.</summary>
    public DicomArchiveOptions Options { get; }

    /// <summary>What is in it.</summary>
    public ArchiveIndex Index { get; }

    /// <summary>What had to be done at the start to make index and folder agree.</summary>
    public ReconcileResult Reconciled { get; }

    /// <summary>
    /// Its C-FIND. Where a listener has an <see cref="Connections.AcceptorSettings.Policy"/> of its own, that policy lets peers negotiate
    /// queries with <see cref="ArchiveFindHandler.AnswerExtendedNegotiation"/>; elsewhere it is asked by itself.
    /// </summary>
    public ArchiveFindHandler Find { get; }

    /// <summary>
    /// Opens an archive and registers its handlers. Index and folder agree when it returns; after a crash that takes time in
    /// proportion to what is in the folder. Bind listeners afterwards.
    /// </summary>
    /// <param name="system">The actor system whose listeners it serves.</param>
    /// <param name="options">What it is made of.</param>
    /// <param name="progress">Told how far the comparison of index and folder is.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="InvalidOperationException">One of its services has a handler already, another archive's for instance.</exception>
    /// <exception cref="ArchiveIndexException">The index cannot be opened, or another process has it open.</exception>
    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made or written.</exception>
    public static async Task<DicomArchive> StartAsync(
        ActorSystem system, DicomArchiveOptions options, IProgress<ReconcileProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(options);
        RequireFree(Dicom.Get(system).Handlers);
        Directory.CreateDirectory(options.Storage.Folder);
        var index = await ArchiveIndex.OpenAsync(options.Index, cancellationToken).ConfigureAwait(false);
        DicomArchive archive;
        try
        {
            var reconciled = await index.ReconcileAsync(options.Storage.Folder, progress, cancellationToken).ConfigureAwait(false);
            archive = new DicomArchive(options, index, reconciled, Logging.GetLogger(system, "DicomArchive"));
        }
        catch
        {
            await index.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        try
        {
            await archive.RegisterAsync(system).ConfigureAwait(false);
            CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "stop-dicom-archive", archive.StopAsync);
            return archive;
        }
        catch
        {
            await archive.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Takes the handlers back, finishes what is complete, and closes the index. What is still arriving or being sent is lost to its
    /// peer, which is told so or sees its connection answered with failures.
    /// </summary>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private static void RequireFree(HandlerRegistry handlers)
    {
        foreach (var (command, sopClass) in Services)
        {
            if (handlers.GetStatus().Any(status => status.Command == command && status.SopClassUid == sopClass))
            {
                throw new InvalidOperationException(
                    $"{command} of {(sopClass.IsEmpty ? "every SOP class" : sopClass)} already has a handler in this actor system.");
            }
        }
    }

    private async Task RegisterAsync(ActorSystem system)
    {
        var handlers = Dicom.Get(system).Handlers;
        _registrations.Add(handlers.Register(DimseCommand.CStoreRequest, _store));
        _registrations.Add(handlers.Register(ArchiveFindHandler.Services, Find));
        var folder = Options.Storage.Folder;
        _actors.Add(system.ActorOf(ArchiveMoveHandler.Props(Index, folder, Options.Retrieve), "dicom-archive-move"));
        _actors.Add(system.ActorOf(ArchiveGetHandler.Props(Index, folder, Options.Retrieve), "dicom-archive-get"));
        _actors.Add(system.ActorOf(ArchiveCommitmentHandler.Props(Index, folder, Options.Commitment), "dicom-archive-commitment"));
        foreach (var actor in _actors)
        {
            // They register themselves when they start; one that answers has.
            await actor.Ask<ActorIdentity>(new Identify(nameof(DicomArchive)), StartTimeout).ConfigureAwait(false);
        }
    }

    private async Task<Done> StopAsync()
    {
        Task stopped;
        lock (_gate)
        {
            stopped = _stopped ??= StopOnceAsync();
        }

        await stopped.ConfigureAwait(false);
        return Done.Instance;
    }

    private async Task StopOnceAsync()
    {
        _registrations.ForEach(registration => registration.Dispose());
        try
        {
            await Task.WhenAll(_actors.Select(actor => actor.GracefulStop(StopTimeout))).ConfigureAwait(false);
        }
        finally
        {
            await _store.DisposeAsync().ConfigureAwait(false);
            await Index.DisposeAsync().ConfigureAwait(false);
        }
    }
}
