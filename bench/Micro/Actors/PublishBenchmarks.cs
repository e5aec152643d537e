using Akka.Actor;
using Akka.Configuration;
using BenchmarkDotNet.Attributes;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace Micro.Actors;

/// <summary>Making and publishing one event of a connection on the EventStream.</summary>
[MemoryDiagnoser]
public class PublishBenchmarks
{
    private static readonly CEchoRequest Request = new();

    private ActorSystem _system = null!;
    private RequestId _requestId;
    private readonly ConnectionId _connectionId = ConnectionId.Next();

    /// <summary>Actors that are told every event of every connection.</summary>
    [Params(0, 1, 10)]
    public int Subscribers { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _system = ActorSystem.Create("micro", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        _requestId = RequestId.Next();
        for (var i = 0; i < Subscribers; i++)
        {
            _system.EventStream.Subscribe(_system.ActorOf(Props.Create(() => new Deaf())), typeof(ConnectionEvent));
        }
    }

    // In process BenchmarkDotNet 0.14 does not wait for asynchronous cleanups (its issue 1738).
    [GlobalCleanup]
    public void End() => _system.Terminate().GetAwaiter().GetResult();

    [Benchmark]
    public void Publish() => _system.EventStream.Publish(
        new RequestSentEvent(_connectionId, ActorRefs.Nobody, TimeProvider.System.GetUtcNow(), _requestId, Request));
}
