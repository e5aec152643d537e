namespace Akka.Event;

/// <summary>Logs the first dead letters, as many as <c>akka.log-dead-letters</c> says.</summary>
public class DeadLetterListener : ActorBase
{
    private readonly EventStream _eventStream = Context.System.EventStream;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly int _maximum = Context.System.Settings.LogDeadLetters;
    private int _count;

    protected override void PreStart() => _eventStream.Subscribe(Self, typeof(DeadLetter));
    protected override void PostStop() => _eventStream.Unsubscribe(Self);

    protected override bool Receive(object message)
    {
        if (message is not DeadLetter dead)
            return false;
        if (_count >= _maximum)
            return true;
        _count++;
        var last = _count == _maximum ? ", no more dead letters will be logged" : "";
        _log.Info(
            "Message [{0}] from {1} to {2} was not delivered. [{3}] dead letters encountered{4}. This logging can be turned off "
            + "or adjusted with configuration settings 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'.",
            dead.Message.GetType().Name, dead.Sender, dead.Recipient, _count, last);
        return true;
    }
}
