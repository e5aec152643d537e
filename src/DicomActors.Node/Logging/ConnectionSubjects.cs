using System.Globalization;
using DicomActors.Connections;
using DicomActors.Events;

namespace DicomActors.Node.Logging;

/// <summary>
/// What log entries about connections are about. An entry names its connection in its source (<c>DicomService/connection-17</c>, or the
/// path of the actor); who is at the ends of it was told by its events.
/// </summary>
internal sealed class ConnectionSubjects
{
    private const string Mark = "connection-";

    // What is logged about a connection mostly comes before its last event; a few entries come after it.
    private const int Remembered = 256;

    private readonly Dictionary<long, ConnectionSubject> _subjects = [];
    private readonly Queue<long> _ended = [];

    /// <summary>Takes notice of what happened to a connection.</summary>
    public void Note(ConnectionEvent happened)
    {
        switch (happened)
        {
            case ConnectionOpenedEvent opened:
                _subjects[opened.ConnectionId.Value] = new ConnectionSubject(opened.ConnectionId) { Peer = opened.RemoteEndPoint?.ToString() };
                break;
            case AssociationRequestedEvent requested:
                NoteTitles(requested.ConnectionId, requested.CallingAETitle, requested.CalledAETitle);
                break;
            case DicomAssociationAcceptedEvent accepted:
                NoteTitles(accepted.ConnectionId, accepted.Association.CallingAETitle, accepted.Association.CalledAETitle);
                break;
            case ConnectionClosedEvent closed:
                Forget(closed.ConnectionId.Value);
                break;
        }
    }

    /// <summary>Which connection an entry of this source is about; null: none.</summary>
    public ConnectionSubject? Of(string source)
    {
        var mark = source.LastIndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0)
        {
            return null;
        }

        var start = mark + Mark.Length;
        var end = start;
        while (end < source.Length && char.IsAsciiDigit(source[end]))
        {
            end++;
        }

        return long.TryParse(source.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? _subjects.GetValueOrDefault(number) ?? new ConnectionSubject(new ConnectionId(number))
            : null;
    }

    private void NoteTitles(ConnectionId connection, string calling, string called)
    {
        var subject = _subjects.GetValueOrDefault(connection.Value) ?? new ConnectionSubject(connection);
        _subjects[connection.Value] = subject with { CallingAETitle = calling, CalledAETitle = called };
    }

    private void Forget(long connection)
    {
        _ended.Enqueue(connection);
        if (_ended.Count > Remembered)
        {
            _subjects.Remove(_ended.Dequeue());
        }
    }
}
