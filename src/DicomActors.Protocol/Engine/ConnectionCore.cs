using System.Net;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.StateMachine;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// What the loops, the timer and the callers of one connection share: the association's state, queues and ledgers, all behind one
/// gate that is never held across I/O or a callback. Whoever changes something under the gate calls <see cref="Settle"/> after
/// leaving it, which starts the send loop, closes the transport and makes the calls that have become due.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "RunAsync disposes the timer at its end; the token source has neither timer nor wait handle.")]
internal sealed partial class ConnectionCore
{
    private readonly Lock _gate = new();
    private readonly TransportConnector? _connector;
    private readonly AssociationRequest? _request;
    private readonly IDicomServiceUser _user;
    private readonly CallbackQueue _callbacks;
    private readonly ConnectionDeadlines _deadlines;
    private readonly OutboundQueue _queue = new();
    private readonly RequestLedger _ledger = new();
    private readonly InboundLedger _inbound = new();
    private readonly SendLoop _sender;
    private readonly ReceiveLoop _receiver;
    private readonly CancellationTokenSource _over = new();

    private TransportConnection? _transport;
    private bool _ran;
    private bool _closeRequested;
    private bool _resetRequested;
    private bool _cancelOver;
    private bool _isOver;
    private Exception? _writeFailure;
    private Task? _closing;
    private ConnectionEnd? _end;

    public ConnectionCore(
        AssociationRole role,
        TransportConnector? connector,
        TransportConnection? transport,
        AssociationRequest? request,
        IDicomServiceUser user,
        DicomServiceOptions options,
        ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        Role = role;
        _connector = connector;
        _transport = transport;
        _request = request;
        _user = user;
        Options = options;
        Inspector = options.Inspector?.ForConnection(role);
        Logger = logger;
        _callbacks = new CallbackQueue(OnCallbackFault);
        _deadlines = new ConnectionDeadlines(options.TimeProvider, OnTick);
        _sender = new SendLoop(this);
        _receiver = new ReceiveLoop(this);
    }

    public AssociationRole Role { get; }

    public DicomServiceOptions Options { get; }

    public ILogger Logger { get; }

    public DicomInspector? Inspector { get; }

    public AssociationState State { get; private set; } = AssociationState.Idle;

    public Association? Association { get; private set; }

    public EndPoint? RemoteEndPoint => _transport?.RemoteEndPoint;

    public TransportConnection Transport => _transport!;

    /// <summary>Cancelled when the association can carry no more messages.</summary>
    public CancellationToken Over => _over.Token;

    public DicomServiceCounters Counters
    {
        get
        {
            lock (_gate)
            {
                return new DicomServiceCounters(
                    _sender.BytesSent,
                    _receiver.BytesReceived,
                    _sender.MessagesSent,
                    _receiver.MessagesReceived,
                    _queue.RequestCount,
                    _ledger.Count,
                    _inbound.Count);
            }
        }
    }

    public IDicomServiceUser User => _user;

    public long ReceivePosition => _receiver.Position;

    /// <summary>Whether the transport is being closed: nothing more is to be read.</summary>
    public bool IsClosing => Volatile.Read(ref _closeRequested);

    private bool IsMessageTransferPossible =>
        !_isOver && State is AssociationState.Established or AssociationState.AwaitingLocalReleaseResponse;

    public async Task<ConnectionEnd> RunAsync(CancellationToken stop)
    {
        lock (_gate)
        {
            if (_ran)
            {
                throw new InvalidOperationException("This service ran already: a connection carries one association, once.");
            }

            _ran = true;
        }

        // The caller may be an actor: connecting, parsing and callbacks happen on threads of the engine.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using (stop.UnsafeRegister(static state => ((ConnectionCore)state!).Stop(), this))
        {
            if (await OpenAsync().ConfigureAwait(false))
            {
                await _receiver.RunAsync().ConfigureAwait(false);
            }

            return await FinishAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Does what has become due while the gate was held. Called without it.</summary>
    public void Settle()
    {
        bool startSender;
        bool close;
        bool reset;
        bool cancel;
        lock (_gate)
        {
            startSender = !_sender.IsRunning && HasWorkForSender();
            if (startSender)
            {
                _sender.IsRunning = true;
            }

            // A write that hangs would keep the transport open: break it off.
            reset = _resetRequested || (_closeRequested && _sender.IsWriting);
            _resetRequested = false;
            close = _closeRequested && _closing is null && _transport is not null && !_sender.IsRunning;
            cancel = _cancelOver;
            _cancelOver = false;
        }

        if (reset)
        {
            _transport?.Abort();
        }

        if (cancel)
        {
            _over.Cancel();
        }

        if (close)
        {
            BeginClose();
        }

        if (startSender)
        {
            _sender.Start();
        }

        _callbacks.Drain();
    }

    private async ValueTask<bool> OpenAsync() =>
        Role == AssociationRole.Requestor
            ? await ConnectAsync().ConfigureAwait(false)
            : await AcceptTransportAsync().ConfigureAwait(false);

    private async ValueTask<bool> ConnectAsync()
    {
        lock (_gate)
        {
            if (_end is not null)
            {
                return false;
            }

            Step(AssociationEvent.LocalAssociateRequest);
            _deadlines.Start(DeadlineKind.Connect, Options.ConnectTimeout);
        }

        EngineLog.Connecting(Logger, _connector!.Target);
        TransportConnection transport;
        try
        {
            transport = await _connector.ConnectAsync(_over.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            OnTransportFailedToOpen(exception);
            return false;
        }

        bool isWanted;
        lock (_gate)
        {
            isWanted = State == AssociationState.AwaitingTransportConnection;
            _transport = transport;
            _deadlines.Stop(DeadlineKind.Connect);
            if (isWanted)
            {
                PostTransportConnected(transport);
                Step(AssociationEvent.TransportConnected);
            }
        }

        Settle();
        return isWanted;
    }

    private async ValueTask<bool> AcceptTransportAsync()
    {
        lock (_gate)
        {
            if (_end is not null)
            {
                return false;
            }

            Step(AssociationEvent.TransportAccepted);
        }

        try
        {
            await Transport.EstablishAsync(_over.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            OnTransportFailedToOpen(exception);
            return false;
        }

        lock (_gate)
        {
            PostTransportConnected(Transport);
        }

        Settle();
        return true;
    }

    private async Task<ConnectionEnd> FinishAsync()
    {
        lock (_gate)
        {
            _end ??= new ConnectionEnd(ConnectionEndReason.ClosedByPeer, "The peer closed the connection.");
            Step(AssociationEvent.TransportClosed);
            State = AssociationState.Idle;
            EndAssociation();
            _closeRequested = true;
        }

        Settle();
        Task senderIdle;
        lock (_gate)
        {
            senderIdle = _sender.WhenIdle();
        }

        await senderIdle.ConfigureAwait(false);
        Settle();
        if (_closing is { } closing)
        {
            await closing.ConfigureAwait(false);
        }

        await WhenStoresCompletedAsync().ConfigureAwait(false);
        ConnectionEnd end;
        lock (_gate)
        {
            _deadlines.Dispose();
            end = _end!;
            Post(static callback => UserOf(callback).OnClosed((ConnectionEnd)callback.First!), end);
        }

        await _callbacks.WhenDrainedAsync().ConfigureAwait(false);
        EngineLog.Closed(Logger, end.Reason, end.Message);
        return end;
    }

    private void BeginClose()
    {
        lock (_gate)
        {
            if (_closing is not null)
            {
                return;
            }

            _closing = CloseTransportAsync(_transport!);
        }
    }

    private async Task CloseTransportAsync(TransportConnection transport)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await transport.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            EngineLog.CloseFailed(Logger, exception);
        }
    }

    private static IDicomServiceUser UserOf(in Callback callback) => (IDicomServiceUser)callback.Target;

    private void Post(Action<Callback> function, object? first = null, object? second = null, long number = 0) =>
        _callbacks.Post(new Callback(function, _user, first, second, number));

    private void PostTransportConnected(TransportConnection transport) => Post(
        static callback => UserOf(callback).OnTransportConnected((TransportInfo)callback.First!),
        new TransportInfo(transport.LocalEndPoint, transport.RemoteEndPoint, transport.Security));

    private void OnCallbackFault(Exception exception)
    {
        EngineLog.CallbackFailed(Logger, exception);
        lock (_gate)
        {
            AbortLocked(ConnectionEndReason.InternalError, $"A service user or listener threw: {exception.Message}", exception);
        }

        Settle();
    }
}
