using System.Diagnostics;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Clients;

/// <summary>
/// Send a request to a peer, whenever and over whichever association. Answered at once with <see cref="Enqueued"/> or
/// <see cref="EnqueueRefused"/>; an <see cref="Enqueued"/> is followed by exactly one <see cref="TicketEnded"/> to the same sender. One that a
/// client had not looked at when it crashed goes to the client that replaces it; one told to a client that has ended is refused.
/// </summary>
/// <param name="Request">The request.</param>
public sealed record Enqueue(DimseRequest Request) : IClientCommand
{
    /// <summary>
    /// The request. Its events on the EventStream, one series per attempt, carry the same object.
    /// </summary>
    public DimseRequest Request { get; init; } = Request ?? throw new ArgumentNullException(nameof(Request));

    /// <summary>Names the request. Default: a new id.</summary>
    public TicketId TicketId { get; init; } = TicketId.Next();

    /// <summary>Which goes first. Default medium.</summary>
    public RequestPriority Priority { get; init; } = RequestPriority.Medium;

    /// <summary>
    /// Whether the request may reach the peer twice. Null, the default: C-ECHO, C-FIND, C-STORE and N-GET may, everything else may not. Content that
    /// can be read once only is never sent twice.
    /// </summary>
    public bool? Repeatable { get; init; }

    /// <summary>
    /// The longest time from now to the outcome, all waits and attempts included; then it ends as <see cref="TicketOutcome.Expired"/>.
    /// Null, the default: <see cref="DicomPeer.RequestDeadline"/>.
    /// </summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The most matches to take of a C-FIND; then it is cancelled. Null, the default: all.</summary>
    public int? MaximumMatches { get; init; }

    /// <summary>Timeouts of each attempt. Null, the default: those of the peer's connections.</summary>
    public SendOptions? Options { get; init; }

    /// <summary>
    /// What the request is sent for: the parent of its span. Default: the current activity of whoever makes this command; an actor, which has
    /// none, gives the one it got with its own work, as <see cref="Handlers.InboundExchange.Activity"/>.
    /// </summary>
    public Activity? ParentActivity { get; init; } = Activity.Current;
}
