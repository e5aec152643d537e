using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using DicomActors.Processes;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>The engine as association acceptor on a free port of loopback. Disposing aborts what still runs.</summary>
internal sealed class Acceptor : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpTransportListener _listener;
    private readonly AcceptorPolicy _policy;
    private readonly Action<DicomService, InboundRequest> _answer;
    private readonly Channel<(ServiceUser User, ConnectionEnd End)> _ended = Channel.CreateUnbounded<(ServiceUser, ConnectionEnd)>();
    private readonly ConcurrentQueue<ServiceUser> _users = new();
    private readonly ConcurrentQueue<DicomService> _services = new();
    private readonly Task _accepting;

    private Acceptor(AcceptorPolicy policy, Action<DicomService, InboundRequest> answer, TlsServerOptions? tls)
    {
        _policy = policy;
        _answer = answer;
        _listener = new TcpTransportListener(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)) { Tls = tls });
        _accepting = AcceptAsync();
    }

    public int Port => _listener.LocalEndPoint.Port;

    /// <summary>What was received on all connections.</summary>
    public IReadOnlyList<ReceivedInstance> Received => [.. _users.SelectMany(static user => user.Received)];

    /// <summary>Begins to listen.</summary>
    /// <param name="policy">What is accepted.</param>
    /// <param name="answer">Answers complete requests; null says Success to all.</param>
    /// <param name="tls">TLS; null for a plain port.</param>
    public static Acceptor Start(
        AcceptorPolicy policy, Action<DicomService, InboundRequest>? answer = null, TlsServerOptions? tls = null) =>
        new(policy, answer ?? (static (_, request) => request.Respond(DimseStatus.Success)), tls);

    /// <summary>The next connection that ended, with the side of it that was ours.</summary>
    public async Task<(ServiceUser User, ConnectionEnd End)> NextEndAsync() =>
        await _ended.Reader.ReadAsync().AsTask().WaitAsync(RunningProgram.Patience);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        await _listener.DisposeAsync();
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Serve(await _listener.AcceptAsync(_stop.Token));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Serve(TransportConnection connection)
    {
        var user = new ServiceUser { Policy = _policy };
        var service = DicomService.ForAcceptor(connection, user, DicomServiceOptions.Default, NullLogger.Instance);
        user.Answer = request => _answer(service, request);
        _users.Enqueue(user);
        _services.Enqueue(service);
        _ = RunAsync(service, user);
    }

    private async Task RunAsync(DicomService service, ServiceUser user) =>
        await _ended.Writer.WriteAsync((user, await service.RunAsync(CancellationToken.None)));
}
