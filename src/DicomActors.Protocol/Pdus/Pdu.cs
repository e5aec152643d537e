namespace DicomActors.Protocol.Pdus;

// PS3.8 9.3.1, the header of every PDU (all numbers big-endian):
//
//   0      PDU type
//   1      reserved, 0 (not tested)
//   2-5    PDU length: bytes that follow, header excluded

/// <summary>A protocol data unit other than P-DATA-TF. Immutable, compared by value.</summary>
public abstract record Pdu
{
    /// <summary>Bytes before the body of every PDU: type, reserved byte, length.</summary>
    public const int HeaderLength = 6;

    /// <summary>The PDU's first byte.</summary>
    public abstract PduType Type { get; }
}
