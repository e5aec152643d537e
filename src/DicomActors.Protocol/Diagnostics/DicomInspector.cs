using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Diagnostics;

/// <summary>
/// Sees what passes over a connection, for captures and traces. Override what you need. Called on the receive and send loops:
/// one call per direction at a time, both directions concurrently. What it costs, the connection pays.
/// </summary>
public abstract class DicomInspector
{
    /// <summary>
    /// A connection begins: what is returned sees it, from the first byte to the last. Called once per connection, concurrently for
    /// different ones. The default returns this object, which then sees all connections mixed.
    /// </summary>
    /// <param name="role">Our side of it.</param>
    public virtual DicomInspector ForConnection(AssociationRole role) => this;

    /// <summary>Bytes as they were read from or handed to the transport. Valid during the call only.</summary>
    public virtual void OnBytes(TrafficDirection direction, DateTimeOffset time, ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>A PDU other than P-DATA-TF.</summary>
    public virtual void OnPdu(TrafficDirection direction, DateTimeOffset time, Pdu pdu)
    {
    }

    /// <summary>A received piece of a presentation data value. Valid during the call only.</summary>
    public virtual void OnDataFragment(TrafficDirection direction, DateTimeOffset time, in DataFragment fragment)
    {
    }

    /// <summary>
    /// A DIMSE command: a <see cref="Dimse.DimseRequest"/> or <see cref="Dimse.DimseResponse"/>, or
    /// the message id (<see cref="ushort"/>) a C-CANCEL names.
    /// </summary>
    public virtual void OnMessage(TrafficDirection direction, DateTimeOffset time, byte presentationContextId, ushort messageId, object message)
    {
    }
}
