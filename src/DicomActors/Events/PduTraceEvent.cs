using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Events;

/// <summary>
/// A PDU passed over the connection: each one but P-DATA-TF, and for those the DIMSE message they carry, once its command set is
/// known. Published only where asked for: <c>dicom-actors.connection.trace-pdus</c>,
/// <see cref="AdvancedDicomClientConnectionRequest.TracePdus"/>, <see cref="AcceptorSettings.TracePdus"/>. May carry patient data.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="Direction">Sent or received. Events of one direction come in order.</param>
/// <param name="Type">The type of the PDU.</param>
/// <param name="Pdu">The PDU; null for P-DATA-TF.</param>
public sealed record PduTraceEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    TrafficDirection Direction, PduType Type, Pdu? Pdu)
    : ConnectionEvent(ConnectionId, Connection, Timestamp)
{
    /// <summary>P-DATA-TF: the presentation context of the message; null otherwise.</summary>
    public byte? PresentationContextId { get; init; }

    /// <summary>P-DATA-TF: the message id, of a response that of its request; null otherwise.</summary>
    public ushort? MessageId { get; init; }

    /// <summary>
    /// P-DATA-TF: a <see cref="Protocol.Dimse.DimseRequest"/>, a <see cref="Protocol.Dimse.DimseResponse"/>, or the message id a
    /// C-CANCEL names; null otherwise.
    /// </summary>
    public object? Message { get; init; }
}
