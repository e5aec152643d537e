using DicomActors.Connections;
using Serilog.Events;

namespace DicomActors.Node.Logging;

/// <summary>What is known of a connection that something is logged about.</summary>
/// <param name="Connection">Which.</param>
internal sealed record ConnectionSubject(ConnectionId Connection)
{
    /// <summary>The address of the other end; null while that is not known.</summary>
    public string? Peer { get; init; }

    /// <summary>Who called; null while there was no association.</summary>
    public string? CallingAETitle { get; init; }

    /// <summary>Who was called; null while there was no association.</summary>
    public string? CalledAETitle { get; init; }

    /// <summary>Those that are known.</summary>
    public IEnumerable<LogEventProperty> Properties
    {
        get
        {
            yield return Property(LogProperties.ConnectionId, Connection.ToString());
            foreach (var (name, value) in new[] { (LogProperties.CallingAETitle, CallingAETitle), (LogProperties.CalledAETitle, CalledAETitle), (LogProperties.Peer, Peer) })
            {
                if (value is not null)
                {
                    yield return Property(name, value);
                }
            }
        }
    }

    private static LogEventProperty Property(string name, string value) => new(name, new ScalarValue(value));
}
