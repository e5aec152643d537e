using Akka.Actor;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.StateMachine;
using DicomActors.Requests;
using DicomActors.Telemetry;

namespace DicomActors.Connections;

/// <summary>
/// What the engine calls. Facts become events here, on the engine's thread and in its order; the actor is told, by small
/// messages, only what changes its behaviour.
/// </summary>
internal sealed class ConnectionServiceUser(
    AssociationRole role, ConnectionEvents events, ConnectionTelemetry telemetry, RequestLedger requests, InboundDesk inbound) : IDicomServiceUser
{
    /// <summary>Told to the actor: the association stands.</summary>
    internal sealed record Established(Association Association);

    /// <summary>Told to the actor: a peer asks for an association; accept or reject it.</summary>
    internal sealed record Asked(AssociationIndication Indication);

    /// <summary>Told to the actor: the association is being released.</summary>
    internal sealed record ReleaseAsked;

    /// <summary>Told to the actor: it is over. All events are out.</summary>
    internal sealed record Ended(ConnectionEnd End);

    /// <summary>Runs the engine to its end; closes the transport if the engine never asked for it.</summary>
    public async Task RunAsync(DicomService service, EstablishedConnector? connector, CancellationToken stop)
    {
        ConnectionEnd end;
        inbound.Service = service;
        try
        {
            await using (service.ConfigureAwait(false))
            {
                end = await service.RunAsync(stop).ConfigureAwait(false);
            }

            if (connector is not null)
            {
                await connector.DisposeAsync().ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // The top of the engine's loop: even its own fault must end in one ConnectionClosedEvent.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            end = new ConnectionEnd(ConnectionEndReason.InternalError, exception.Message, exception, null, null);
        }

        Close(end);
        events.Connection.Tell(new Ended(end), ActorRefs.NoSender);
    }

    /// <summary>Ends what is left and publishes the last event; only the first call counts.</summary>
    public void Close(ConnectionEnd end)
    {
        if (events.IsClosed)
        {
            return;
        }

        // Before the gate: it is a leaf below the engine's own locks.
        var counters = inbound.Service?.Counters ?? default;
        bool isFirst;
        lock (events.Gate)
        {
            requests.Close(end);
            inbound.Close();
            isFirst = events.PublishClosed(new ConnectionClosedEvent(events.Id, events.Connection, events.Now, end)
            {
                Duration = events.Duration,
                BytesSent = counters.BytesSent,
                BytesReceived = counters.BytesReceived,
                RequestsSent = requests.Ended,
                RequestsReceived = inbound.Received,
            });
        }

        if (isFirst)
        {
            telemetry.Closed(end);
        }
    }

    public void OnTransportConnected(TransportInfo info)
    {
        // The actor connected the transport itself and has published that.
    }

    public void OnAssociationRequested(AssociationIndication indication)
    {
        telemetry.Requested(indication);
        events.Publish(new AssociationRequestedEvent(
            events.Id, events.Connection, events.Now, indication.CallingAETitle, indication.CalledAETitle));
        events.Connection.Tell(new Asked(indication), ActorRefs.NoSender);
    }

    public void OnAssociationEstablished(Association association)
    {
        telemetry.Established(association);
        events.Publish(role == AssociationRole.Requestor
            ? new DicomAssociationAcceptedEvent(events.Id, events.Connection, events.Now, association)
            : new AssociationEstablishedEvent(events.Id, events.Connection, events.Now, association));
        events.Connection.Tell(new Established(association), ActorRefs.NoSender);
    }

    public void OnAssociationRejected(AssociationRejection rejection) => events.Publish(new DicomAssociationRejectedEvent(
        events.Id, events.Connection, events.Now, rejection, RejectedByPeer: role == AssociationRole.Requestor));

    public void OnReleaseRequested() => events.Connection.Tell(new ReleaseAsked(), ActorRefs.NoSender);

    public void OnAssociationReleased(bool requestedByPeer) =>
        events.Publish(new DicomAssociationReleasedEvent(events.Id, events.Connection, events.Now, requestedByPeer));

    public void OnAborted(AbortIndication abort) =>
        events.Publish(new DicomAbortedEvent(events.Id, events.Connection, events.Now, abort));

    public ValueTask<ContentSink?> OpenStoreSinkAsync(InboundRequest request, CancellationToken cancellationToken) =>
        inbound.OpenSinkAsync(request, cancellationToken);

    public void OnRequestReceived(InboundRequest request) => inbound.Receive(request);

    public void OnRequestAnswered(InboundRequest request, DimseResponse response, TimeSpan elapsed)
    {
        telemetry.Answered(request.Request, response.Status, elapsed);
        events.Publish(
            new RequestAnsweredEvent(events.Id, events.Connection, events.Now, request.MessageId, request.Request, response, elapsed));
    }

    public void OnCancelReceived(InboundRequest request) => inbound.Cancel(request);

    public void OnSendQueueEmpty() => events.Publish(new SendQueueEmptyEvent(events.Id, events.Connection, events.Now));

    public void OnClosed(ConnectionEnd end) => Close(end);
}
