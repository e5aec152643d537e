using Akka.Event;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive.Storage;

/// <summary>
/// Stores what peers send in a folder, one Part 10 file per instance, named by a <see cref="StorageLayout"/>. Success is answered only
/// after the file is durable under its name and registered; the data set in it is what was received, byte for byte.
/// </summary>
/// <remarks>
/// <para>
/// The bytes go from the connection to a temporary file in <c>.incoming</c>, which a killed process leaves behind at most: the next
/// one removes it. Instances that become complete at about the same time, on whatever connections, are flushed at the same time and
/// named, registered and answered together, so that many connections store about as fast as the disk takes data.
/// </para>
/// <para>
/// Refused (PS3.4 B.2.3): A700H where disk, quota, permissions or the minimum of free space say no; A900H a data set that is another
/// instance or of another SOP class than the request says, or without Study or Series Instance UID; C000H one in which no identity is
/// found; 0117H a SOP Instance UID that is empty or longer than 64 characters; 0111H duplicates, where the policy refuses them. The
/// association lives on. An instance of another transfer syntax is a duplicate too.
/// </para>
/// </remarks>
public sealed class ArchiveStoreHandler : DicomRequestHandler, IAsyncDisposable
{
    private readonly ILoggingAdapter _log;
    private readonly IncomingFolder _incoming;
    private readonly FreeSpace _freeSpace;
    private readonly GroupCommitter _committer;
    private bool _isDisposed;

    /// <summary>Creates the handler, and the folder if it is not there; removes what a killed process has left unfinished.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="log">Told what fails, and the kind of it; names and paths only at debug level.</param>
    /// <param name="register">
    /// Enters instances into an index. Called once per group of them, one call at a time, after their files are durable under their
    /// names and before any of them is answered Success; if it throws, all of them are refused (A700H). It must not mind an
    /// instance it knows: one that comes again is registered again, as it lies in the folder. Null: nothing is registered.
    /// </param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made, or not be written to.</exception>
    public ArchiveStoreHandler(
        ArchiveStorageOptions options, ILoggingAdapter log, Func<IReadOnlyList<StoredInstance>, CancellationToken, ValueTask>? register = null)
        : this(options, log, register, freeSpace: null)
    {
    }

    internal ArchiveStoreHandler(
        ArchiveStorageOptions options, ILoggingAdapter log, Func<IReadOnlyList<StoredInstance>, CancellationToken, ValueTask>? register, FreeSpace? freeSpace)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Folder);
        Folder = Path.GetFullPath(options.Folder);
        if (!Directory.Exists(Folder))
        {
            Directory.CreateDirectory(Folder);
            DurableFolder.Flush(Path.GetDirectoryName(Folder)!);
        }

        _log = log;
        _freeSpace = freeSpace ?? FreeSpace.Of(Folder, options.MinimumFreeBytes, options.TimeProvider);
        _incoming = new IncomingFolder(Folder);
        _committer = new GroupCommitter(options with { Folder = Folder }, log, register);
    }

    /// <summary>The folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>Instances that are flushed and wait for the batch before theirs.</summary>
    internal int Waiting => _committer.Waiting;

    /// <inheritdoc/>
    public override async ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken)
    {
        var content = ((CStoreRequest)exchange.Request).Content;
        if (content.SopInstanceUid.Value.Length is 0 or > Uid.MaximumLength)
        {
            Answer(exchange, StorageFailure.InvalidUid);
            return null;
        }

        try
        {
            var sink = await OpenAsync(exchange.Association, content, cancellationToken).ConfigureAwait(false);
            if (sink.Failure is null)
            {
                return sink;
            }

            // Known before the first byte: the sender need not wait for the answer until the last.
            Answer(exchange, sink.Failure);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var failure = StorageFailure.From(exception);
            _log.LogStorageFailure(failure, exception);
            Answer(exchange, failure);
            return null;
        }
    }

    /// <inheritdoc/>
    public override void Handle(InboundExchange exchange) => Answer(exchange, ((ArchiveSink)exchange.Sink!).Failure);

    /// <summary>Finishes what is complete. Call it after the connections have ended: what is still arriving is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _committer.DisposeAsync().ConfigureAwait(false);
        _incoming.Dispose();
    }

    private static void Answer(InboundExchange exchange, StorageFailure? failure) => exchange.Respond(failure is null
        ? exchange.CreateResponse(DimseStatus.Success)
        : exchange.CreateResponse(failure.Status) with { ErrorComment = failure.ErrorComment });

    private async ValueTask<ArchiveSink> OpenAsync(Association association, DicomContent content, CancellationToken cancellationToken)
    {
        var recipient = association.OwnAETitle;
        var header = new FileMetaInformation(content.SopClassUid, content.SopInstanceUid, content.TransferSyntax)
        {
            SendingApplicationEntityTitle = association.PeerAETitle,
            ReceivingApplicationEntityTitle = recipient,
        }.Encode();
        var instance = new IncomingInstance(
            new StagedFile(_incoming.NewPath()), header.Length, content.SopClassUid, content.SopInstanceUid, content.TransferSyntax, association.PeerAETitle, recipient);
        var sink = new ArchiveSink(instance, _committer, _freeSpace, _log);
        await sink.WriteAsync(header, cancellationToken).ConfigureAwait(false);
        return sink;
    }
}
