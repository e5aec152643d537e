namespace Akka.Dispatch;

public interface ISemantics;

public interface IUnboundedMessageQueueSemantics : ISemantics;

/// <summary>Every mailbox of the embedded runtime lets a stash put messages back in front.</summary>
public interface IDequeBasedMessageQueueSemantics : ISemantics;

public interface IUnboundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IUnboundedMessageQueueSemantics;

public interface IRequiresMessageQueue<T>
    where T : ISemantics;
