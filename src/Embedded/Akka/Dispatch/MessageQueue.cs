namespace Akka.Dispatch;

/// <summary>Many producers, one consumer.</summary>
internal abstract class MessageQueue
{
    public abstract bool HasMessages { get; }
    /// <summary>False when a bounded queue stayed full: the message was not taken.</summary>
    public abstract bool TryEnqueue(in Envelope envelope);
    public abstract bool TryDequeue(out Envelope envelope);
}
