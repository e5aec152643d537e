using Akka.Dispatch;

namespace Akka.Event;

public interface ILoggerMessageQueueSemantics : ISemantics;
