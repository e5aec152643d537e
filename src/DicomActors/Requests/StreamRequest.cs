using System.Diagnostics;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Requests;

/// <summary>
/// Send a request and take its pending responses at one's own pace. The sender is told the same events as for
/// <see cref="SendRequest"/>, but never more <see cref="RequestPendingEvent"/>s than it has asked for: with
/// <see cref="InitialDemand"/>, then with <see cref="PullResponses"/>. The terminal event always comes, without being asked for.
/// </summary>
/// <remarks>
/// <para>
/// Nothing is buffered but the one response that was read and not asked for: until it is, the connection is not read any more,
/// and the peer has to wait. That holds up everything else on the connection, and the peer's release, abort or close is not seen
/// before reading goes on. No timeout of ours runs meanwhile: a receiver that never pulls holds the connection until somebody
/// cancels the request or ends the connection.
/// </para>
/// <para>
/// After a <see cref="CancelRequest"/> no further pending response is told, so that the final response can be read. A sender
/// that stops cancels its request.
/// </para>
/// </remarks>
/// <param name="Request">The request.</param>
public sealed record StreamRequest(DimseRequest Request) : IConnectionCommand
{
    /// <summary>Names the request in events, <see cref="PullResponses"/> and <see cref="CancelRequest"/>. Default: a new id.</summary>
    public RequestId RequestId { get; init; } = RequestId.Next();

    /// <summary>How many pending responses may be told before the first <see cref="PullResponses"/>; 0 or more, default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 0.</exception>
    public int InitialDemand
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(InitialDemand));
            field = value;
        }
    } = 1;

    /// <summary>Timeouts of this request and whether it wants progress. Null, the default: the options of the connection, no progress.</summary>
    public SendOptions? Options { get; init; }

    /// <summary>
    /// What the request is sent for: the parent of its span. Default: the current activity of whoever makes this command; an actor, which has
    /// none, gives the one it got with its own work, as <see cref="Handlers.InboundExchange.Activity"/>.
    /// </summary>
    public Activity? ParentActivity { get; init; } = Activity.Current;

    /// <summary>Who is told instead of the sender: code that is not an actor.</summary>
    internal ICanTell? Receiver { get; init; }
}
