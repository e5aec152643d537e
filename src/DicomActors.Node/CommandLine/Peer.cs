using System.Globalization;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;

namespace DicomActors.Node.CommandLine;

/// <summary>Whom a verb talks to, and how.</summary>
internal sealed record Peer
{
    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Port, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Our AE title.</summary>
    public required string CallingAETitle { get; init; }

    /// <summary>The peer's AE title.</summary>
    public required string CalledAETitle { get; init; }

    /// <summary>Longest wait for the connection, and again for the answer to the association request.</summary>
    public required TimeSpan ConnectTimeout { get; init; }

    /// <summary>Longest wait for a response.</summary>
    public required TimeSpan ResponseTimeout { get; init; }

    /// <summary>Longest P-DATA-TF we receive; null = the default of the engine.</summary>
    public uint? MaximumPduLength { get; init; }

    /// <summary>The engine's options for this peer.</summary>
    public DicomServiceOptions ServiceOptions => new()
    {
        ConnectTimeout = ConnectTimeout,
        AssociateTimeout = ConnectTimeout,

        // Someone waits at the terminal, and what happened is known: a peer that does not close is not waited for long.
        CloseTimeout = TimeSpan.FromMilliseconds(500),
        ResponseTimeout = ResponseTimeout,
        PduLimits = MaximumPduLength is { } length ? new PduLimits { MaximumDataPduLength = length } : PduLimits.Default,
    };

    /// <summary>A request without presentation contexts yet.</summary>
    public AssociationRequest Propose() => new(CallingAETitle, CalledAETitle);

    /// <summary>As the user gave it, "host:port".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
