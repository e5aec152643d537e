namespace Akka.Actor;

public enum Directive
{
    Resume,
    Restart,
    Escalate,
    Stop,
}
