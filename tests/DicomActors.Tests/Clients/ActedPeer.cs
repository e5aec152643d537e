using System.Net;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;

namespace DicomActors.Tests.Clients;

/// <summary>A peer made of real acceptor connections, each of which a test treats as it likes.</summary>
internal sealed class ActedPeer : IAsyncDisposable
{
    private readonly TcpTransportListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly IActorRef _factory;
    private readonly Func<int, AcceptorSettings?> _treat;
    private readonly Task _accepting;
    private int _connections;

    /// <summary>Listens.</summary>
    /// <param name="system">Where the acceptor connections live.</param>
    /// <param name="treat">What to do with the connection of this number, from 1; null: hang up.</param>
    /// <param name="port">Where; 0 picks a port.</param>
    /// <param name="tls">TLS; null: none.</param>
    public ActedPeer(ActorSystem system, Func<int, AcceptorSettings?> treat, int port = 0, TlsServerOptions? tls = null)
    {
        _listener = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, port)) { Tls = tls });
        _factory = DicomActors.Dicom.Get(system).ConnectionFactory;
        _treat = treat;
        _accepting = AcceptAsync();
    }

    public static AcceptorPolicy AcceptAll { get; } = new() { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll };

    public IPEndPoint EndPoint => _listener.LocalEndPoint;

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Settings that accept everything and have these handlers.</summary>
    public static AcceptorSettings With(DicomRequestHandler? store = null, DicomRequestHandler? find = null, AcceptorPolicy? policy = null)
    {
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CStoreRequest, store ?? new TestStoreHandler());
        if (find is not null)
        {
            handlers.Register(DimseCommand.CFindRequest, find);
        }

        return new AcceptorSettings { Handlers = handlers, Policy = policy ?? AcceptAll };
    }

    public static AcceptorSettings Rejecting(AssociationRejection rejection) => new() { Rejection = rejection };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listener.DisposeAsync();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var transport = await _listener.AcceptAsync(_stop.Token);
                if (_treat(Interlocked.Increment(ref _connections)) is { } settings)
                {
                    _factory.Tell(new AdoptConnection(transport, settings), ActorRefs.NoSender);
                }
                else
                {
                    transport.Abort();
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or IOException)
        {
            // Disposed.
        }
    }
}
