using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace DicomActors.Protocol.Transport;

/// <summary>
/// Something made from files, made again when they change. Readers never wait: they take what is there, and the one that
/// finds the files changed swaps in the new value, or reports that it is no good and keeps the old.
/// </summary>
internal sealed class TlsFiles<T>
    where T : class
{
    private readonly Lock _reloading = new();
    private readonly string[] _paths;
    private readonly Func<T> _load;
    private readonly ILogger _logger;
    private volatile TlsFileStamp[] _seen;
    private volatile T _current;

    public TlsFiles(IEnumerable<string> paths, Func<T> load, ILogger logger)
    {
        _paths = [.. paths.Select(Path.GetFullPath)];
        _load = load;
        _logger = logger;
        _seen = TlsFileStamp.Of(_paths);
        _current = Load();
    }

    /// <summary>The value, after a look at the files' times.</summary>
    public T Fresh()
    {
        if (!StampsOrSeen().AsSpan().SequenceEqual(_seen) && _reloading.TryEnter())
        {
            try
            {
                ReloadLocked(force: false);
            }
            finally
            {
                _reloading.Exit();
            }
        }

        return _current;
    }

    /// <summary>Reads the files now, changed or not.</summary>
    public TlsReload Reload()
    {
        lock (_reloading)
        {
            return ReloadLocked(force: true);
        }
    }

    private TlsReload ReloadLocked(bool force)
    {
        // The stamps are taken before the read: a change during the read is then seen as one at the next look. A bad state of
        // the files is remembered as seen, so that it is read and reported once and not at every handshake.
        var stamps = StampsOrSeen();
        if (!force && stamps.AsSpan().SequenceEqual(_seen))
        {
            return TlsReload.Unchanged;
        }

        _seen = stamps;
        try
        {
            _current = Load();
            TlsLog.Reloaded(_logger, string.Join(", ", _paths));
            return TlsReload.Reloaded;
        }
        catch (TlsFileException failure)
        {
            TlsLog.ReloadFailed(_logger, failure.Message);
            return new TlsReload(TlsReloadStatus.Failed, failure);
        }
    }

    private TlsFileStamp[] StampsOrSeen()
    {
        try
        {
            return TlsFileStamp.Of(_paths);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The directory cannot be looked at just now. What is loaded is good; a change is seen once it can.
            return _seen;
        }
    }

    private T Load()
    {
        try
        {
            return _load();
        }
        catch (Exception exception) when (
            exception is UnauthorizedAccessException or CryptographicException or ArgumentException
            or (IOException and not TlsFileException))
        {
            throw new TlsFileException(_paths[0], $"{string.Join(", ", _paths)}: {exception.Message}", exception);
        }
    }
}
