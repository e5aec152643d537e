namespace Akka.Event;

public class LoggerInitialized : IDeadLetterSuppression;
