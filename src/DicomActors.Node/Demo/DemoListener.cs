using System.Net;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Node.Actors;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;

namespace DicomActors.Node.Demo;

/// <summary>A listener in the simulated hospital that can be switched off and on, always on the same port.</summary>
internal sealed class DemoListener
{
    private readonly IActorRef _listener;
    private readonly IPEndPoint _endPoint;

    private DemoListener(IActorRef listener, IPEndPoint endPoint, DemoReceiver receiver)
    {
        _listener = listener;
        _endPoint = endPoint;
        Receiver = receiver;
    }

    /// <summary>Its port.</summary>
    public int Port => _endPoint.Port;

    /// <summary>What it has been sent.</summary>
    public DemoReceiver Receiver { get; }

    /// <summary>Listens on a free port of the loopback interface, under one AE title.</summary>
    public static async Task<DemoListener> StartAsync(NodeSystem hospital, string aeTitle)
    {
        var receiver = new DemoReceiver();
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CStoreRequest, receiver);
        var settings = new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Acceptor = new AcceptorSettings { AETitles = [aeTitle], Handlers = handlers },
        };
        var listener = hospital.System.ActorOf(ListenerActor.Props(), $"listener-{aeTitle}");
        var bound = await listener.Ask<ListenerBound>(new BindListener(settings));
        return new DemoListener(listener, bound.EndPoint, receiver);
    }

    /// <summary>From now on, whoever connects is refused by the operating system.</summary>
    public Task SwitchOffAsync() => _listener.Ask<EndPointUnbound>(new UnbindEndPoint(_endPoint));

    /// <summary>It takes connections again.</summary>
    public Task SwitchOnAsync() => _listener.Ask<EndPointBound>(new BindEndPoint(new TcpListenerOptions(_endPoint)));
}
