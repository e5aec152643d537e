using Akka.Actor;
using Akka.Configuration;
using BenchmarkDotNet.Attributes;

namespace Micro.Actors;

/// <summary>The actor runtime it was built for: a message to an actor, and an Ask with its answer.</summary>
[MemoryDiagnoser]
public class HopBenchmarks
{
    private const int Hops = 10_000;

    private ActorSystem _system = null!;
    private IActorRef _pong = null!;
    private IActorRef _ping = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _system = ActorSystem.Create("micro", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        _pong = _system.ActorOf(Props.Create(() => new Pong()));
        var pong = _pong;
        _ping = _system.ActorOf(Props.Create(() => new Ping(pong)));
    }

    // In process BenchmarkDotNet 0.14 does not wait for asynchronous cleanups (its issue 1738).
    [GlobalCleanup]
    public void End() => _system.Terminate().GetAwaiter().GetResult();

    /// <summary>One message under way between two actors.</summary>
    [Benchmark(OperationsPerInvoke = Hops)]
    public async Task TellAsync()
    {
        var rally = new Rally(Hops);
        _ping.Tell(rally, ActorRefs.NoSender);
        await rally.Over;
    }

    [Benchmark]
    public Task<object> AskAsync() => _pong.Ask<object>(Ball.Instance);
}
