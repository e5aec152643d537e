using System.Net;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.StateMachine;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Protocol;

/// <summary>
/// One association on one transport connection, from connect to close: the upper layer protocol (PS3.8) and the exchange of
/// DIMSE messages (PS3.7) on it. Used once. Members are safe to call from any thread and never wait for the network.
/// </summary>
public sealed class DicomService : IAsyncDisposable
{
    private readonly ConnectionCore _core;
    private Task<ConnectionEnd>? _run;

    private DicomService(ConnectionCore core)
    {
        _core = core;
    }

    /// <summary>State of the association (PS3.8 9.2.1).</summary>
    public AssociationState State => _core.State;

    /// <summary>What was negotiated; null before.</summary>
    public Association? Association => _core.Association;

    /// <summary>The peer's end of the transport connection; null before it is open.</summary>
    public EndPoint? RemoteEndPoint => _core.RemoteEndPoint;

    /// <summary>What passed over the connection so far.</summary>
    public DicomServiceCounters Counters => _core.Counters;

    /// <summary>A service that connects and asks for an association.</summary>
    public static DicomService ForRequestor(
        TransportConnector connector, AssociationRequest request, IDicomServiceUser user, DicomServiceOptions options, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(connector);
        ArgumentNullException.ThrowIfNull(request);
        return new DicomService(new ConnectionCore(AssociationRole.Requestor, connector, null, request, user, options, logger));
    }

    /// <summary>A service for a connection a peer opened; it owns the connection from here on.</summary>
    public static DicomService ForAcceptor(
        TransportConnection connection, IDicomServiceUser user, DicomServiceOptions options, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new DicomService(new ConnectionCore(AssociationRole.Acceptor, null, connection, null, user, options, logger));
    }

    /// <summary>
    /// Lives the connection: connects or accepts, negotiates, exchanges messages, and completes when the transport is closed and
    /// <see cref="IDicomServiceUser.OnClosed"/> has returned. Does not throw.
    /// </summary>
    /// <param name="stop">Aborts the association when cancelled, with the end reason <see cref="ConnectionEndReason.Stopped"/>.</param>
    /// <exception cref="InvalidOperationException">It runs already, or ran before: a connection carries one association, once.</exception>
    public Task<ConnectionEnd> RunAsync(CancellationToken stop)
    {
        _run = _core.RunAsync(stop);
        return _run;
    }

    /// <summary>
    /// Queues a request. Allowed before the association is established; it is sent when a window slot is free.
    /// The listener gets exactly one outcome, a refused request's at once.
    /// </summary>
    public OutboundRequest Send(DimseRequest request, IDimseRequestListener listener, SendOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(listener);
        return _core.Send(request, listener, options);
    }

    /// <summary>
    /// Gives up a request. A queued one ends as cancelled at once. For one that was sent a C-CANCEL goes out where the service has one
    /// (C-FIND, C-MOVE, C-GET); the outcome comes with the peer's final response.
    /// </summary>
    /// <returns>False when there is nothing to be done: it ended already, or the service cannot be cancelled.</returns>
    public bool Cancel(OutboundRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _core.Cancel(request);
    }

    /// <summary>With <see cref="DicomServiceOptions.AutoSend"/> off: lets one queued request go. Without a queued one it does nothing.</summary>
    public void SendNextMessage() => _core.SendNextMessage();

    /// <summary>
    /// Releases the association in good order: takes no more requests, and asks for release (A-RELEASE-RQ) once the queue is empty
    /// and nothing is outstanding in either direction.
    /// </summary>
    public void Release() => _core.Release(ConnectionEndReason.Released, "Released by us.");

    /// <summary>Aborts the association now (A-ABORT, service user); a second call drops the transport connection at once.</summary>
    /// <param name="cause">Why, for the log and the end reason; the wire has no room for it.</param>
    public void Abort(string? cause = null) => _core.Abort(cause);

    /// <summary>Aborts if still running, and waits for the end, but not for the peer to close its side.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_run is { IsCompleted: true })
        {
            return;
        }

        // One that never ran runs now, just long enough to end what it holds.
        _core.Stop();
        _run ??= _core.RunAsync(CancellationToken.None);
        await _run.ConfigureAwait(false);
    }
}
