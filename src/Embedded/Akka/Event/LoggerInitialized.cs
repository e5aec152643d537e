namespace Akka.Event;

public class LoggerInitialized : INoSerializationVerificationNeeded, IDeadLetterSuppression;
