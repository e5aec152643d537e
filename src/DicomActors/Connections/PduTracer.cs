using DicomActors.Events;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Connections;

/// <summary>Publishes what passes over one connection as <see cref="PduTraceEvent"/>s, and passes it on to the inspector there is.</summary>
internal sealed class PduTracer(ConnectionEvents events, DicomInspector? inner) : DicomInspector
{
    public override DicomInspector ForConnection(AssociationRole role) => new PduTracer(events, inner?.ForConnection(role));

    public override void OnBytes(TrafficDirection direction, DateTimeOffset time, ReadOnlySpan<byte> bytes) =>
        inner?.OnBytes(direction, time, bytes);

    public override void OnPdu(TrafficDirection direction, DateTimeOffset time, Pdu pdu)
    {
        inner?.OnPdu(direction, time, pdu);
        events.Publish(new PduTraceEvent(events.Id, events.Connection, time, direction, pdu.Type, pdu));
    }

    public override void OnDataFragment(TrafficDirection direction, DateTimeOffset time, in DataFragment fragment) =>
        inner?.OnDataFragment(direction, time, fragment);

    public override void OnMessage(
        TrafficDirection direction, DateTimeOffset time, byte presentationContextId, ushort messageId, object message)
    {
        inner?.OnMessage(direction, time, presentationContextId, messageId, message);
        events.Publish(new PduTraceEvent(events.Id, events.Connection, time, direction, PduType.DataTransfer, Pdu: null)
        {
            PresentationContextId = presentationContextId,
            MessageId = messageId,
            Message = message,
        });
    }
}
