using System.Net;
using DicomActors.Protocol.Transport;

namespace DicomActors.Listeners;

/// <summary>One end point a <see cref="ListenerActor"/> accepts on; only that actor uses it.</summary>
internal sealed class BoundEndPoint(TcpListenerOptions options, TransportListener listener)
{
    private TimeSpan _backoff;

    public IPEndPoint EndPoint => Listener.LocalEndPoint;

    public TransportListener Listener { get; } = listener;

    public long Accepted { get; private set; }

    public long AcceptErrors { get; private set; }

    /// <summary>A connection came: the next failure is the first again.</summary>
    public void OnAccepted()
    {
        Accepted++;
        _backoff = TimeSpan.Zero;
    }

    /// <summary>The operating system refused: how long to wait.</summary>
    public TimeSpan OnFailed(TimeSpan first, TimeSpan last)
    {
        AcceptErrors++;
        _backoff = _backoff == TimeSpan.Zero ? first : TimeSpan.FromTicks(Math.Min(_backoff.Ticks * 2, last.Ticks));
        return _backoff;
    }

    /// <summary>Whom to judge an accepted connection by; null if a proxy is still to say for whom it connects.</summary>
    public IPAddress? AddressOf(TransportConnection accepted) =>
        (accepted.RemoteEndPoint as IPEndPoint)?.Address is { } address && options.ProxyProtocol?.Expects(address) != true ? address : null;

    public EndPointStatus Status() => new(EndPoint, options.Tls is not null, Accepted, AcceptErrors);
}
