using DicomActors.Protocol.Codec;

namespace DicomActors.Protocol.Pdus;

// PS3.8 9.3.4, A-ASSOCIATE-RJ:
//
//   0      03H
//   1      reserved, 0
//   2-5    PDU length, 4
//   6      reserved, 0
//   7      result
//   8      source
//   9      reason, its meaning depends on the source

/// <summary>A-ASSOCIATE-RJ (PS3.8 9.3.4). Undefined values are kept as they came.</summary>
public sealed record AssociateRejectPdu(RejectResult Result, RejectSource Source, byte Reason) : Pdu
{
    /// <inheritdoc/>
    public override PduType Type => PduType.AssociateReject;

    internal static AssociateRejectPdu Read(ref ItemReader reader)
    {
        const string Section = "PS3.8 9.3.4";
        reader.Skip(1, "reserved field", Section);
        return new AssociateRejectPdu(
            (RejectResult)reader.ReadByte("result", Section),
            (RejectSource)reader.ReadByte("source", Section),
            reader.ReadByte("reason", Section));
    }

    internal void Write(ItemWriter writer)
    {
        writer.WriteByte(0);
        writer.WriteByte((byte)Result);
        writer.WriteByte((byte)Source);
        writer.WriteByte(Reason);
    }
}
