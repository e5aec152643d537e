namespace Akka.Dispatch;

/// <summary>Every mailbox of the embedded runtime lets a stash put messages back in front.</summary>
public interface IDequeBasedMessageQueueSemantics : ISemantics;
