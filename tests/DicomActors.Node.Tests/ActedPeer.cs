using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Akka.Actor;
using Akka.Configuration;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Processes;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Tests;

/// <summary>A peer in this process that takes every instance and answers as a test likes.</summary>
internal sealed class ActedPeer : IAsyncDisposable
{
    private ActedPeer()
    {
    }

    public ActorSystem System { get; } = ActorSystem.Create("peer", ConfigurationFactory.ParseString("akka.loglevel = ERROR, akka.stdout-loglevel = OFF"));

    /// <summary>What came, in order.</summary>
    public ConcurrentQueue<Uid> Received { get; } = new();

    /// <summary>What also answers, beside the handler of C-STORE.</summary>
    public HandlerRegistry Handlers { get; } = new();

    public string Port { get; private set; } = "";

    /// <summary>Listens.</summary>
    /// <param name="answer">Given each C-STORE and how many there have been with it; null: success.</param>
    /// <param name="policy">What it accepts; null: everything.</param>
    public static async Task<ActedPeer> StartAsync(Func<InboundExchange, int, Task<DimseStatus>>? answer = null, AcceptorPolicy? policy = null)
    {
        var peer = new ActedPeer();
        peer.Handlers.Register(DimseCommand.CStoreRequest, new Handler(peer, answer ?? (static (_, _) => Task.FromResult(DimseStatus.Success))));
        var settings = new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Acceptor = new AcceptorSettings
            {
                Handlers = peer.Handlers,
                Policy = policy ?? new AcceptorPolicy { UnknownSopClasses = UnknownSopClassPolicy.AcceptAll },
            },
        };
        var bound = await peer.System.ActorOf(ListenerActor.Props()).Ask<ListenerBound>(new BindListener(settings), RunningProgram.Patience);
        peer.Port = bound.EndPoint.Port.ToString(CultureInfo.InvariantCulture);
        return peer;
    }

    /// <summary>Ends the association a request came on, without an answer.</summary>
    public static async Task<DimseStatus> AbortAsync(InboundExchange exchange)
    {
        var ended = new TaskCompletionSource();
        await using var _ = exchange.Cancelled.Register(ended.SetResult);
        exchange.Connection.Tell(new AbortAssociation("The test wants it."), ActorRefs.NoSender);
        await ended.Task;
        return DimseStatus.ProcessingFailure;
    }

    public async ValueTask DisposeAsync() => await System.Terminate();

    private sealed class Handler(ActedPeer peer, Func<InboundExchange, int, Task<DimseStatus>> answer) : DicomRequestHandler
    {
        private int _count;

        public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
            new(new DiscardingContentSink());

        public override void Handle(InboundExchange exchange) => _ = HandleAsync(exchange);

        private async Task HandleAsync(InboundExchange exchange)
        {
            peer.Received.Enqueue(((CStoreRequest)exchange.Request).Content.SopInstanceUid);
            exchange.Respond(await answer(exchange, Interlocked.Increment(ref _count)));
        }
    }
}
