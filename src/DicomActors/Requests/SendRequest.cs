using System.Diagnostics;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Requests;

/// <summary>
/// Send a request on the established association. The sender is told, one by one: a <see cref="RequestPendingEvent"/> per
/// pending response, then exactly one of <see cref="RequestCompletedEvent"/>, <see cref="RequestTimedOutEvent"/>,
/// <see cref="RequestCancelledEvent"/>, <see cref="RequestFailedEvent"/>. The EventStream carries the same.
/// </summary>
/// <param name="Request">The request. Requests may be sent more than once.</param>
public sealed record SendRequest(DimseRequest Request) : IConnectionCommand
{
    /// <summary>Names this sending in events and in <see cref="CancelRequest"/>. Default: a new id.</summary>
    public RequestId RequestId { get; init; } = RequestId.Next();

    /// <summary>
    /// Timeouts of this request and whether it wants progress: then <see cref="TransferProgressEvent"/>s are told and published
    /// too. Null, the default: the options of the connection, no progress.
    /// </summary>
    public SendOptions? Options { get; init; }

    /// <summary>
    /// What the request is sent for: the parent of its span. Default: the current activity of whoever makes this command; an actor, which has
    /// none, gives the one it got with its own work, as <see cref="Handlers.InboundExchange.Activity"/>.
    /// </summary>
    public Activity? ParentActivity { get; init; } = Activity.Current;
}
