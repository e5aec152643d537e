using DicomActors.Events;
using DicomActors.Protocol;
using DicomActors.Protocol.Transport;

namespace DicomActors.Connections;

/// <summary>Everything needed to open a connection to a peer.</summary>
public sealed record AdvancedDicomClientConnectionRequest
{
    /// <summary>Whom to connect to, and over what: <see cref="TcpConnector"/>, with its socket options.</summary>
    public required TransportConnector Connector { get; init; }

    /// <summary>Timeouts, limits and sending mode. Null, the default: those of <c>dicom-actors.connection</c>.</summary>
    public DicomServiceOptions? ServiceOptions { get; init; }

    /// <summary>Handlers of what the peer asks of us on this connection; before those of the registry. Default: none.</summary>
    public AdvancedDicomClientConnectionRequestHandlers? Handlers { get; init; }

    /// <summary>
    /// What the protocol engine of this connection logs as (the source of its log events, followed by the connection:
    /// <c>NAME/connection-17</c>), so that one peer's lines can be told from
    /// the others' and have a level of their own. Null, the default: <c>DicomService</c>.
    /// </summary>
    public string? LoggerName { get; init; }

    /// <summary>Whether <see cref="PduTraceEvent"/>s are published. Null, the default: <c>dicom-actors.connection.trace-pdus</c>.</summary>
    public bool? TracePdus { get; init; }

    /// <summary>The peer whose client asks for it; null if none does.</summary>
    internal string? Peer { get; init; }

    /// <summary>A request for a plain TCP connection with default socket options.</summary>
    /// <param name="host">Host name or address.</param>
    /// <param name="port">Port, 1 to 65535.</param>
    public static AdvancedDicomClientConnectionRequest To(string host, int port) => new() { Connector = new TcpConnector(host, port) };
}
