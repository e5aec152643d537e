using System.Diagnostics.CodeAnalysis;
using System.Net;
using Akka.Actor;
using Akka.Event;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;

namespace DicomActors.Listeners;

/// <summary>
/// Accepts transport connections on any number of end points and hands those its <see cref="AdmissionPolicy"/> lets in to the
/// <see cref="ConnectionFactory"/>. Takes the <see cref="IListenerCommand"/>s. The connections it brought in live on when it stops.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "An actor ends what it owns in PostStop.")]
public sealed class ListenerActor : UntypedActor, IWithTimers
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<BoundEndPoint> _endPoints = [];
    private readonly Func<TcpListenerOptions, TransportListener> _listen;
    private readonly IActorRef _factory;

    private ListenerSettings _settings = null!;
    private AdmissionLedger _admission = new(AdmissionPolicy.Default);
    private long _earlierAcceptErrors;
    private long _earlierGone;

    internal ListenerActor(Func<TcpListenerOptions, TransportListener> listen)
    {
        _listen = listen;
        _factory = Dicom.Get(Context.System).ConnectionFactory;
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make one.</summary>
    public static Props Props() => Props(static options => new TcpTransportListener(options));

    internal static Props Props(Func<TcpListenerOptions, TransportListener> listen) =>
        ActorProducer<ListenerActor>.Props(() => new ListenerActor(listen));

    /// <inheritdoc/>
    protected override void PreStart() => Become(Unbound);

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _stop.Cancel();
        CloseAll("The listener was stopped.");
        Dicom.Get(Context.System).Telemetry.Remove(Self.Path.Name);
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
            case UnbindEndPoint command:
                Sender.Tell(new EndPointUnbound(command.EndPoint, WasBound: false), Self);
                break;
            case UnbindListener:
                Sender.Tell(new ListenerUnbound([]), Self);
                Context.Stop(Self);
                break;
            case IListenerCommand:
                Sender.Tell(new Status.Failure(new InvalidOperationException("The listener is not bound.")), Self);
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
                OnAccepted(accepted);
                break;
            case AcceptFailed failed when _endPoints.Contains(failed.EndPoint):
                BackOff(failed);
                break;
            case TryAgain again when _endPoints.Contains(again.EndPoint):
                Accept(again.EndPoint);
                break;
            case AcceptFailed or TryAgain or ConnectionOpened:
                // Of an end point that was unbound meanwhile; and a connection tells of itself by its events.
                break;
            case Status.Failure refused:
                _log.Debug("A connection was not taken: {0}", refused.Cause.Message);
                break;
            case BindEndPoint command:
                Bind(command.EndPoint);
                break;
            case UnbindEndPoint command:
                Unbind(command.EndPoint);
                break;
            case ConfigureListener command:
                Configure(command.Settings);
                break;
            case BindListener:
                Sender.Tell(
                    new Status.Failure(new InvalidOperationException(
                        $"The listener is bound to {string.Join(", ", EndPoints())} already; {nameof(BindEndPoint)} adds end points.")),
                    Self);
                break;
            case GetListenerStatus:
                Sender.Tell(Status(), Self);
                break;
            case UnbindListener:
                var endPoints = EndPoints();
                CloseAll("The listener was unbound.");
                Sender.Tell(new ListenerUnbound(endPoints), Self);
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Bind(ListenerSettings settings)
    {
        // All of them or none.
        var bound = new List<BoundEndPoint>();
        foreach (var options in settings.EndPoints)
        {
            if (TryListen(options) is not { } endPoint)
            {
                bound.ForEach(static one => _ = one.Listener.DisposeAsync().AsTask());
                return;
            }

            bound.Add(endPoint);
        }

        _settings = settings;
        _admission = new AdmissionLedger(settings.Admission);
        Dicom.Get(Context.System).Telemetry.Add(Self.Path.Name, _admission);
        Become(Bound);
        UnbindOnShutdown();
        bound.ForEach(Start);
        Sender.Tell(new ListenerBound(EndPoints()), Self);
    }

    private void Bind(TcpListenerOptions options)
    {
        if (TryListen(options) is { } endPoint)
        {
            Start(endPoint);
            Sender.Tell(new EndPointBound(endPoint.EndPoint), Self);
        }
    }

    private void Configure(ListenerSettings settings)
    {
        _settings = settings;
        _admission.Follow(settings.Admission);
        Sender.Tell(new ListenerConfigured(_admission.Counters), Self);
    }

    private BoundEndPoint? TryListen(TcpListenerOptions options)
    {
        try
        {
            return new BoundEndPoint(options, _listen(options));
        }
        catch (TransportException exception)
        {
            Sender.Tell(new Status.Failure(new ListenerBindException(options.EndPoint, exception)), Self);
            return null;
        }
    }

    private void Start(BoundEndPoint endPoint)
    {
        _endPoints.Add(endPoint);
        Context.System.EventStream.Publish(new ListenerBoundEvent(ConnectionId.None, Self, Now(), endPoint.EndPoint));
        Accept(endPoint);
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

    private void Accept(BoundEndPoint endPoint) => endPoint.Listener.AcceptAsync(_stop.Token).AsTask().PipeTo(
        Self, Self, transport => new Accepted(endPoint, transport), exception => new AcceptFailed(endPoint, exception));

    private void OnAccepted(Accepted accepted)
    {
        var (endPoint, transport) = accepted;
        if (!_endPoints.Contains(endPoint))
        {
            transport.Abort();
            return;
        }

        endPoint.OnAccepted();
        if (_admission.Admit(endPoint.AddressOf(transport)) is { } place)
        {
            _factory.Tell(new AdoptConnection(new AdmittedTransport(transport, place), _settings.Acceptor) { Place = place }, Self);
        }
        else
        {
            _log.Debug("{0}: a connection from {1} was not admitted", endPoint.EndPoint, $"{transport.RemoteEndPoint}");
            transport.Abort();
        }

        Accept(endPoint);
    }

    private void BackOff(AcceptFailed failed)
    {
        var wait = failed.EndPoint.OnFailed(_settings.FirstBackoff, _settings.LastBackoff);
        _log.Warning("Cannot accept on {0}, next try in {1}: {2}", failed.EndPoint.EndPoint, wait, failed.Exception.Message);
        Timers.StartSingleTimer(failed.EndPoint, new TryAgain(failed.EndPoint), wait);
    }

    private void Unbind(IPEndPoint where)
    {
        var endPoint = _endPoints.Find(one => one.EndPoint.Equals(where));
        if (endPoint is not null)
        {
            Close(endPoint, "The end point was unbound.");
        }

        Sender.Tell(new EndPointUnbound(where, endPoint is not null), Self);
    }

    private void CloseAll(string cause)
    {
        while (_endPoints is [.., var last])
        {
            Close(last, cause);
        }
    }

    private void Close(BoundEndPoint endPoint, string cause)
    {
        _endPoints.Remove(endPoint);
        _earlierAcceptErrors += endPoint.AcceptErrors;
        _earlierGone += endPoint.Listener.GoneBeforeAccepted;
        Timers.Cancel(endPoint);
        _ = endPoint.Listener.DisposeAsync().AsTask();
        Context.System.EventStream.Publish(new ListenerUnboundEvent(ConnectionId.None, Self, Now(), endPoint.EndPoint, cause));
    }

    private ItemList<IPEndPoint> EndPoints() => ItemList.From(_endPoints.Select(static one => one.EndPoint));

    private ListenerStatus Status()
    {
        var counters = _admission.Counters;
        var gone = _earlierGone + _endPoints.Sum(static one => one.Listener.GoneBeforeAccepted);
        return new ListenerStatus(
            ItemList.From(_endPoints.Select(static one => one.Status())),
            counters with { Accepted = counters.Accepted + gone, Probes = counters.Probes + gone },
            _earlierAcceptErrors + _endPoints.Sum(static one => one.AcceptErrors))
        {
            Policy = _settings?.Admission ?? AdmissionPolicy.Default,
        };
    }

    private DateTimeOffset Now() =>
        (_settings.Acceptor.ServiceOptions ?? Dicom.Get(Context.System).Settings.Service).TimeProvider.GetUtcNow();

    private sealed record Accepted(BoundEndPoint EndPoint, TransportConnection Transport);

    private sealed record AcceptFailed(BoundEndPoint EndPoint, Exception Exception);

    private sealed record TryAgain(BoundEndPoint EndPoint);
}
