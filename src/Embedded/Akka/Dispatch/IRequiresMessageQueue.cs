namespace Akka.Dispatch;

public interface IRequiresMessageQueue<T>
    where T : ISemantics;
