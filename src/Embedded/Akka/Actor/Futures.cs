namespace Akka.Actor;

public static class Futures
{
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <summary>Sends what the factory makes of the reference that takes the answer. Default timeout: <c>akka.actor.ask-timeout</c>.</summary>
    public static Task<T> Ask<T>(
        this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var system = SystemOf(self)
            ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(self));
        var answer = new FutureActorRef<T>(system, timeout ?? system.Settings.AskTimeout, cancellationToken);
        self.Tell(messageFactory(answer), answer);
        return answer.Task;
    }

    private static ActorSystem? SystemOf(ICanTell target) => target switch
    {
        IInternalActorRef { System: { } system } => system,
        ActorSelection { Anchor: IInternalActorRef { System: { } system } } => system,
        _ => ActorCell.Current?.System,
    };
}
