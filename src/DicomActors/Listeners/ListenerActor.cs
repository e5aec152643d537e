using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Transport;

namespace DicomActors.Listeners;

/// <summary>
/// Accepts transport connections on one port and hands them to the <see cref="ConnectionFactory"/>. Takes the
/// <see cref="IListenerCommand"/>s. The connections it brought in live on when it stops.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "An actor ends what it owns in PostStop.")]
public sealed class ListenerActor : UntypedActor, IWithTimers
{
    // Above the limit a peer is still told so, which takes a connection for a moment. This many at once; then they are just dropped.
    private const int MostRejectedAtOnce = 64;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<IActorRef> _connections = [];
    private readonly IActorRef _factory;

    private ListenerSettings _settings = null!;
    private TcpTransportListener? _listener;
    private TimeSpan _backoff;
    private int _adopting;
    private long _accepted;
    private long _overLimit;

    internal ListenerActor() => _factory = Dicom.Get(Context.System).ConnectionFactory;

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make one.</summary>
    public static Props Props() => ActorProducer<ListenerActor>.Props(() => new ListenerActor());

    /// <inheritdoc/>
    protected override void PreStart() => Become(Unbound);

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _stop.Cancel();
        Close("The listener was stopped.");
    }

    /// <summary>Never reached: <see cref="PreStart"/> enters the first behaviour.</summary>
    protected override void OnReceive(object message) => Unhandled(message);

    private void Unbound(object message)
    {
        switch (message)
        {
            case BindListener command:
                Bind(command.Settings);
                break;
            case GetListenerStatus:
                Sender.Tell(Status(), Self);
                break;
            case UnbindListener:
                Sender.Tell(new ListenerUnbound(null), Self);
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Bound(object message)
    {
        switch (message)
        {
            case Accepted accepted:
                _backoff = TimeSpan.Zero;
                Adopt(accepted.Transport);
                Accept();
                break;
            case AcceptFailed failed:
                BackOff(failed.Exception);
                break;
            case TryAgain:
                Accept();
                break;
            case ConnectionOpened opened:
                _adopting--;
                _connections.Add(Context.Watch(opened.Connection));
                break;
            case Status.Failure refused:
                _adopting--;
                _log.Warning("A connection to {0} was not taken: {1}", _listener!.LocalEndPoint, refused.Cause.Message);
                break;
            case Terminated terminated:
                _connections.Remove(terminated.ActorRef);
                break;
            case BindListener:
                Sender.Tell(
                    new Status.Failure(new InvalidOperationException($"The listener is bound to {_listener!.LocalEndPoint} already.")), Self);
                break;
            case GetListenerStatus:
                Sender.Tell(Status(), Self);
                break;
            case UnbindListener:
                var endPoint = _listener!.LocalEndPoint;
                Close("The listener was unbound.");
                Sender.Tell(new ListenerUnbound(endPoint), Self);
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Bind(ListenerSettings settings)
    {
        try
        {
            _listener = new TcpTransportListener(settings.Tcp);
        }
        catch (TransportException exception)
        {
            Sender.Tell(new Status.Failure(new ListenerBindException(settings.Tcp.EndPoint, exception)), Self);
            return;
        }

        _settings = settings;
        Become(Bound);
        UnbindOnShutdown();
        Context.System.EventStream.Publish(new ListenerBoundEvent(ConnectionId.None, Self, Now(), _listener.LocalEndPoint));
        Sender.Tell(new ListenerBound(_listener.LocalEndPoint), Self);
        Accept();
    }

    private void UnbindOnShutdown()
    {
        var self = Self;
        CoordinatedShutdown.Get(Context.System).AddTask(
            CoordinatedShutdown.PhaseServiceUnbind,
            $"unbind-{self.Path.Name}",
            async () =>
            {
                await self.GracefulStop(TimeSpan.FromSeconds(2), UnbindListener.Instance).ConfigureAwait(false);
                return Akka.Done.Instance;
            });
    }

    private void Accept() => _listener!.AcceptAsync(_stop.Token).AsTask().PipeTo(
        Self, Self, transport => new Accepted(transport), exception => new AcceptFailed(exception));

    private void Adopt(TransportConnection transport)
    {
        _accepted++;
        var present = _adopting + _connections.Count;
        if (present < _settings.MaximumConnections)
        {
            _adopting++;
            _factory.Tell(new AdoptConnection(transport, _settings.Acceptor), Self);
            return;
        }

        _overLimit++;
        if (present < _settings.MaximumConnections + MostRejectedAtOnce)
        {
            _adopting++;
            var full = _settings.Acceptor with { Rejection = AssociationRejection.LocalLimitExceeded };
            _factory.Tell(new AdoptConnection(transport, full), Self);
        }
        else
        {
            transport.Abort();
        }
    }

    private void BackOff(Exception exception)
    {
        _backoff = _backoff == TimeSpan.Zero
            ? _settings.FirstBackoff
            : TimeSpan.FromTicks(Math.Min(_backoff.Ticks * 2, _settings.LastBackoff.Ticks));
        _log.Warning("Cannot accept on {0}, next try in {1}: {2}", _listener!.LocalEndPoint, _backoff, exception.Message);
        Timers.StartSingleTimer("accept", TryAgain.Instance, _backoff);
    }

    private void Close(string cause)
    {
        if (_listener is not { } listener)
        {
            return;
        }

        _listener = null;
        _ = listener.DisposeAsync().AsTask();
        Context.System.EventStream.Publish(
            new ListenerUnboundEvent(ConnectionId.None, Self, Now(), listener.LocalEndPoint, cause));
    }

    private ListenerStatus Status() => new(_listener?.LocalEndPoint, _connections.Count + _adopting, _accepted, _overLimit);

    private DateTimeOffset Now() =>
        (_settings.Acceptor.ServiceOptions ?? Dicom.Get(Context.System).Settings.Service).TimeProvider.GetUtcNow();

    private sealed record Accepted(TransportConnection Transport);

    private sealed record AcceptFailed(Exception Exception);

    private sealed record TryAgain
    {
        public static TryAgain Instance { get; } = new();
    }
}
