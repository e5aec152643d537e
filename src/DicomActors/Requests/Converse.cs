using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Requests;

/// <summary>
/// Send a request and be answered once, with everything the peer had to say: <see cref="CEchoResult"/>,
/// <see cref="CStoreResult"/> or <see cref="CFindResult"/>; or with <c>Status.Failure</c> of a
/// <see cref="DicomRequestException"/>. Made for <c>Ask</c>. The EventStream carries the events of the request as for
/// <see cref="SendRequest"/>.
/// </summary>
/// <param name="Request">The request.</param>
public sealed record Converse(DimseRequest Request) : IConnectionCommand
{
    /// <summary>Names the request in events and in <see cref="CancelRequest"/>. Default: a new id.</summary>
    public RequestId RequestId { get; init; } = RequestId.Next();

    /// <summary>
    /// The most matches to take from a C-FIND before it is cancelled with C-CANCEL; 1 or more. Null, the default: all.
    /// Risk without a limit: a query of an archive may match millions, all held in memory.
    /// </summary>
    public int? MaximumMatches { get; init; }

    /// <summary>
    /// Timeouts of this request and whether it wants progress: then <see cref="TransferProgressEvent"/>s are published. Null,
    /// the default: the options of the connection, no progress.
    /// </summary>
    public SendOptions? Options { get; init; }
}
