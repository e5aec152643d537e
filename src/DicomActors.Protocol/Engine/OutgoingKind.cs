namespace DicomActors.Protocol.Engine;

/// <summary>What the send loop has to send next.</summary>
internal enum OutgoingKind
{
    /// <summary>A PDU other than P-DATA-TF.</summary>
    Pdu,

    /// <summary>The A-ABORT: the last PDU of the connection.</summary>
    Abort,

    /// <summary>A response.</summary>
    Response,

    /// <summary>A C-CANCEL.</summary>
    Cancel,

    /// <summary>A request.</summary>
    Request,
}
