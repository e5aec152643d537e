namespace DicomActors.Protocol.Pdus;

/// <summary>Why the service provider aborted (PS3.8 9.3.8). Without meaning when the service user did.</summary>
public enum AbortReason : byte
{
    /// <summary>No reason given.</summary>
    NotSpecified = 0,

    /// <summary>A PDU of unknown type.</summary>
    UnrecognizedPdu = 1,

    /// <summary>A known PDU at a time it is not allowed.</summary>
    UnexpectedPdu = 2,

    /// <summary>Reserved by the standard.</summary>
    Reserved = 3,

    /// <summary>A parameter that is not known.</summary>
    UnrecognizedPduParameter = 4,

    /// <summary>A known parameter where it is not allowed.</summary>
    UnexpectedPduParameter = 5,

    /// <summary>A parameter with a value that is not allowed, or a length that cannot be right.</summary>
    InvalidPduParameterValue = 6,
}
