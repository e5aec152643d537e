using System.Runtime.CompilerServices;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Diagnostics;

namespace DicomActors.Protocol;

/// <summary>
/// How a <see cref="DicomService"/> behaves. Immutable; setters throw <see cref="ArgumentOutOfRangeException"/> with the allowed range.
/// Timeouts take 1 ms to 24 days; <see cref="Timeout.InfiniteTimeSpan"/> turns one off where its description allows it.
/// </summary>
public sealed record DicomServiceOptions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(24);

    /// <summary>The defaults.</summary>
    public static DicomServiceOptions Default { get; } = new();

    /// <summary>Requestor: longest wait for the transport, TLS and proxy included. Default 10 s; can be turned off.</summary>
    public TimeSpan ConnectTimeout { get; init => field = Checked(value, canBeInfinite: true); } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// ARTIM (PS3.8 9.1.5) as it runs in Sta2: longest wait for the A-ASSOCIATE-RQ on an accepted connection. Default 30 s.
    /// </summary>
    public TimeSpan ArtimTimeout { get; init => field = Checked(value, canBeInfinite: false); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// ARTIM (PS3.8 9.1.5) as it runs in Sta13: longest wait for the peer to close after we rejected, aborted or confirmed a
    /// release; then we close. Default 5 s. Too short a time can cost the peer the PDU that tells it why.
    /// </summary>
    public TimeSpan CloseTimeout { get; init => field = Checked(value, canBeInfinite: false); } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Requestor: longest wait for A-ASSOCIATE-AC or RJ. Acceptor: longest time our service user may take to decide.
    /// Default 30 s; can be turned off.
    /// </summary>
    public TimeSpan AssociateTimeout { get; init => field = Checked(value, canBeInfinite: true); } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for A-RELEASE-RP, and for our own last responses after the peer asked to release. Default 10 s; can be turned off.</summary>
    public TimeSpan ReleaseTimeout { get; init => field = Checked(value, canBeInfinite: true); } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time to write an A-ABORT, a stuck write before it included; then the connection is reset. Default 2 s.</summary>
    public TimeSpan AbortTimeout { get; init => field = Checked(value, canBeInfinite: false); } = TimeSpan.FromSeconds(2);

    /// <summary>Longest time one write may take because the peer does not read. Default 60 s; can be turned off.</summary>
    public TimeSpan SendTimeout { get; init => field = Checked(value, canBeInfinite: true); } = TimeSpan.FromSeconds(60);

    /// <summary>Longest silence of the peer in the middle of a PDU or message. Default 60 s; can be turned off.</summary>
    public TimeSpan ReceiveTimeout { get; init => field = Checked(value, canBeInfinite: true); } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait for a response, restarted by every pending response. Default 5 minutes; can be turned off.</summary>
    public TimeSpan ResponseTimeout { get; init => field = Checked(value, canBeInfinite: true); } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for the final response, pending ones included. Off by default.</summary>
    public TimeSpan ResponseTotalTimeout { get; init => field = Checked(value, canBeInfinite: true); } = Timeout.InfiniteTimeSpan;

    /// <summary>An established association without traffic and without outstanding requests is released after this time. Off by default.</summary>
    public TimeSpan IdleTimeout { get; init => field = Checked(value, canBeInfinite: true); } = Timeout.InfiniteTimeSpan;

    /// <summary>An association is released at this age, after the requests that were queued by then. Off by default.</summary>
    public TimeSpan AssociationLifetime { get; init => field = Checked(value, canBeInfinite: true); } = Timeout.InfiniteTimeSpan;

    /// <summary>Limits of the PDU codec.</summary>
    public PduLimits PduLimits { get; init; } = PduLimits.Default;

    /// <summary>Most requests waiting to be sent; one more is refused. 1 to 1,000,000; default 10,000.</summary>
    public int MaximumQueuedRequests { get; init => field = Checked(value, 1, 1_000_000); } = 10_000;

    /// <summary>Most requests outstanding at once where the negotiated window allows more or is unlimited. 1 to 32,768; default 64.</summary>
    public int MaximumOutstandingRequests { get; init => field = Checked(value, 1, 32_768); } = 64;

    /// <summary>
    /// Most requests received and not yet answered, where the negotiated window allows more or is unlimited; then reading pauses.
    /// 1 to 32,768; default 64.
    /// </summary>
    public int MaximumUnansweredRequests { get; init => field = Checked(value, 1, 32_768); } = 64;

    /// <summary>
    /// Most responses waiting to be sent before <c>InboundRequest.RespondAsync</c> waits and no further request is taken.
    /// 1 to 1,000,000; default 256.
    /// </summary>
    public int MaximumQueuedResponses { get; init => field = Checked(value, 1, 1_000_000); } = 256;

    /// <summary>
    /// Longest command set received, in bytes, and with it the number of its elements and the length of every value and list in it.
    /// 256 to 16 MiB; default 64 KiB.
    /// </summary>
    public int MaximumCommandSetLength { get; init => field = Checked(value, 256, 16 << 20); } = 64 << 10;

    /// <summary>Longest data set held in memory (identifiers, attribute lists; not C-STORE), in bytes. 1 KiB to 1 GiB; default 16 MiB.</summary>
    public int MaximumDatasetLength { get; init => field = Checked(value, 1024, 1 << 30); } = 16 << 20;

    /// <summary>
    /// Longest data set of a received C-STORE, in bytes; it is streamed, so this is no matter of memory but of a peer that never ends.
    /// 1 KiB to 2^62; default 1 TiB.
    /// </summary>
    public long MaximumInstanceLength { get; init => field = Checked(value, 1024, 1L << 62); } = 1L << 40;

    /// <summary>
    /// Most fragments of length zero in one received message, the last fragments of command set and data set not counted: they bring
    /// a message no further. 0 to 1,000,000; default 1,000.
    /// </summary>
    public int MaximumEmptyFragments { get; init => field = Checked(value, 0, 1_000_000); } = 1000;

    /// <summary>Size of a pooled send buffer in bytes; large content uses two. 4 KiB to 16 MiB; default 256 KiB.</summary>
    public int SendBufferSize { get; init => field = Checked(value, 4096, 16 << 20); } = 256 << 10;

    /// <summary>Size of the pooled receive buffer in bytes, used while data keeps coming. 4 KiB to 16 MiB; default 256 KiB.</summary>
    public int ReceiveBufferSize { get; init => field = Checked(value, 4096, 16 << 20); } = 256 << 10;

    /// <summary>Whether queued requests are sent as soon as the window allows (default), or one per <c>SendNextMessage</c>.</summary>
    public bool AutoSend { get; init; } = true;

    /// <summary>Where time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Sees every PDU and message; null (default) costs nothing.</summary>
    public DicomInspector? Inspector { get; init; }

    /// <summary>
    /// Counts the bytes of this connection too, with those of others that share it; null (default): nobody does. Under a <c>DicomExtension</c>
    /// every connection counts into the extension's, whatever is given here.
    /// </summary>
    public TrafficTotals? Traffic { get; init; }

    private static TimeSpan Checked(TimeSpan value, bool canBeInfinite, [CallerMemberName] string name = "")
    {
        if (canBeInfinite && value == Timeout.InfiniteTimeSpan)
        {
            return value;
        }

        return value >= TimeSpan.FromMilliseconds(1) && value <= LongestTimeout
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, $"{name} must be from 1 ms to 24 days{(canBeInfinite ? ", or infinite" : "")}.");
    }

    private static int Checked(int value, int smallest, int largest, [CallerMemberName] string name = "") =>
        (int)Checked((long)value, smallest, largest, name);

    private static long Checked(long value, long smallest, long largest, [CallerMemberName] string name = "") =>
        value >= smallest && value <= largest
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {smallest} to {largest}.");
}
