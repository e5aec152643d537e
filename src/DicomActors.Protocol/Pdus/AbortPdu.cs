using DicomActors.Protocol.Codec;

namespace DicomActors.Protocol.Pdus;

// PS3.8 9.3.8, A-ABORT:
//
//   0      07H
//   1      reserved, 0
//   2-5    PDU length, 4
//   6      reserved, 0
//   7      reserved, 0
//   8      source
//   9      reason; 0 when the source is the service user

/// <summary>A-ABORT (PS3.8 9.3.8). Undefined values are kept as they came.</summary>
public sealed record AbortPdu(AbortSource Source, AbortReason Reason) : Pdu
{
    /// <summary>The abort of an application, which has no reasons to choose from.</summary>
    public static AbortPdu ByServiceUser { get; } = new(AbortSource.ServiceUser, AbortReason.NotSpecified);

    /// <inheritdoc/>
    public override PduType Type => PduType.Abort;

    internal static AbortPdu Read(ref ItemReader reader)
    {
        const string Section = "PS3.8 9.3.8";
        reader.Skip(2, "reserved field", Section);
        return new AbortPdu((AbortSource)reader.ReadByte("source", Section), (AbortReason)reader.ReadByte("reason", Section));
    }

    internal void Write(ItemWriter writer)
    {
        writer.WriteUInt16(0);
        writer.WriteByte((byte)Source);
        writer.WriteByte((byte)Reason);
    }
}
