using Akka.Actor;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Clients;

/// <summary>A request on its way through a peer's queue: where it is, how often it was tried, and who waits for it.</summary>
/// <param name="command">What was asked for.</param>
/// <param name="asker">Who is told the outcome; null: nobody.</param>
/// <param name="sequence">Its place in line, which it keeps when it comes back.</param>
/// <param name="enqueuedAt">When it was accepted, on the client's clock.</param>
/// <param name="expiresAt">When it ends unanswered; <see cref="TimeSpan.MaxValue"/>: never.</param>
internal sealed class QueuedRequest(Enqueue command, IActorRef? asker, long sequence, TimeSpan enqueuedAt, TimeSpan expiresAt)
{
    public Enqueue Command { get; } = command;

    public DimseRequest Request => Command.Request;

    public TicketId TicketId => Command.TicketId;

    public IActorRef? Asker { get; } = asker;

    public long Sequence { get; } = sequence;

    public TimeSpan EnqueuedAt { get; } = enqueuedAt;

    public TimeSpan ExpiresAt { get; } = expiresAt;

    public ContextNeed Need { get; } = ContextNeed.Of(command.Request);

    public bool IsRepeatable { get; } =
        (command.Repeatable ?? RetryPolicy.IsRepeatable(command.Request)) && RetryPolicy.CanBeRepeated(command.Request);

    /// <summary>Attempts that reached the peer, or may have.</summary>
    public int Attempts { get; set; }

    /// <summary>Where it is. Kept by the <see cref="RequestQueue"/>.</summary>
    public RequestPlace Place { get; set; } = RequestPlace.Out;

    /// <summary>Whether somebody asked to cancel it.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Whether it has had its outcome. Kept by <see cref="ClientTickets"/>.</summary>
    public bool HasEnded { get; set; }
}
