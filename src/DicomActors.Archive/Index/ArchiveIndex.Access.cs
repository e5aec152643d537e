using Microsoft.Data.Sqlite;

namespace DicomActors.Archive.Index;

/// <content>One writer, many readers, and the mark that tells whether the index was closed properly.</content>
public sealed partial class ArchiveIndex
{
    // SQLITE_INTERRUPT, https://sqlite.org/rescode.html#interrupt
    private const int Interrupted = 9;

    private async ValueTask WriteAsync(Action write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            IndexFile.InTransaction(_connection, write);
        }
        catch (SqliteException exception)
        {
            // What was to be written is in the folder: the next opening has to look.
            _isInAgreement = false;
            throw new ArchiveIndexException($"The index {_options.Path} could not be written: {exception.Message}", exception);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async ValueTask<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await LeaveThread();
            return Read(
                () =>
                {
                    using var connection = new SqliteConnection(_readingConnectionString);
                    connection.Open();
                    using var interruption = IndexFile.InterruptOn(connection, cancellationToken);
                    return read(connection);
                },
                cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    private T Read<T>(Func<T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return read();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Interrupted && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw new ArchiveIndexException($"The index {_options.Path} could not be read: {exception.Message}", exception);
        }
    }

    // From now on the folder may be ahead of the index, until it is closed properly. On disk before anything is stored.
    private void BeginSession()
    {
        _isInAgreement = IndexFile.Number(_connection, "SELECT is_in_agreement FROM state") == 1;
        _since = IndexFile.Number(_connection, "SELECT since FROM state");
        if (_isInAgreement)
        {
            _since = _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }

        WriteState(isInAgreement: false);
    }

    private void EndSession()
    {
        if (_isInAgreement)
        {
            _since = _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
            WriteState(isInAgreement: true);
        }
    }

    private void WriteState(bool isInAgreement)
    {
        IndexFile.Execute(_connection, "PRAGMA synchronous = FULL");
        IndexFile.Execute(
            _connection, "UPDATE state SET is_in_agreement = $agreement, since = $since", ("$agreement", isInAgreement ? 1 : 0), ("$since", _since));
        IndexFile.Execute(_connection, "PRAGMA synchronous = NORMAL");
    }
}
