using Akka.Actor;

namespace Runtime.Conformance;

/// <summary>Reports each step of its life.</summary>
internal sealed class Hooked : ReceiveActor
{
    private readonly IActorRef _report;
    private readonly string _name;

    public Hooked(IActorRef report, string name)
    {
        _report = report;
        _name = name;
        report.Tell($"{name} constructor");
        Receive<string>(message => message == "fail", _ => throw new InvalidOperationException($"{name} fails"));
        ReceiveAny(message => report.Tell($"{name} got {message}"));
    }

    protected override void PreStart()
    {
        _report.Tell($"{_name} PreStart");
        base.PreStart();
    }

    protected override void PostStop()
    {
        _report.Tell($"{_name} PostStop");
        base.PostStop();
    }

    protected override void PreRestart(Exception reason, object message)
    {
        _report.Tell($"{_name} PreRestart {reason.GetType().Name} on {message}");
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        _report.Tell($"{_name} PostRestart {reason.GetType().Name}");
        base.PostRestart(reason);
    }
}
