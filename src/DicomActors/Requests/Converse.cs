using System.Diagnostics;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Requests;

/// <summary>
/// Send a request of any DIMSE service and be answered once, with everything the peer had to say: the result record of the
/// service, <see cref="CEchoResult"/> to <see cref="NDeleteResult"/>; or with <c>Status.Failure</c> of a
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
    /// Risk without a limit: a query of an archive may match millions, all held in memory. <see cref="StreamRequest"/> holds few.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? MaximumMatches
    {
        get;
        init
        {
            if (value is { } maximum)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1, nameof(MaximumMatches));
            }

            field = value;
        }
    }

    /// <summary>
    /// Timeouts of this request (<see cref="SendOptions.TotalTimeout"/> limits the whole conversation) and whether it wants
    /// progress: then <see cref="TransferProgressEvent"/>s are published. Null, the default: the options of the connection, no
    /// progress.
    /// </summary>
    public SendOptions? Options { get; init; }

    /// <summary>
    /// Who, usually an actor, is told how the conversation goes: of a C-STORE the <see cref="TransferProgressEvent"/>s, of a
    /// C-MOVE or C-GET the <see cref="RequestPendingEvent"/>s with their counts. Told before the answer is given. Null, the
    /// default: nobody.
    /// </summary>
    public ICanTell? Progress { get; init; }

    /// <summary>
    /// What the request is sent for: the parent of its span. Default: the current activity of whoever makes this command; an actor, which has
    /// none, gives the one it got with its own work, as <see cref="Handlers.InboundExchange.Activity"/>.
    /// </summary>
    public Activity? ParentActivity { get; init; } = Activity.Current;
}
