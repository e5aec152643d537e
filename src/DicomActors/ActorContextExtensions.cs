using Akka.Actor;

namespace DicomActors;

/// <summary>What every actor here asks its context.</summary>
internal static class ActorContextExtensions
{
    /// <summary>The sender of the current message, or null if nobody is there to be answered.</summary>
    public static IActorRef? Asker(this IActorContext context) =>
        context.Sender.IsNobody() || context.Sender.Equals(context.System.DeadLetters) ? null : context.Sender;
}
