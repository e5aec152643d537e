namespace DicomActors.Protocol.Codec;

/// <summary>What was wrong with what a peer sent.</summary>
public enum PduErrorCode
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>The bytes are no DICOM at all: another protocol or garbage.</summary>
    NotDicom,

    /// <summary>A PDU type that does not exist, after PDUs that did.</summary>
    UnrecognizedPduType,

    /// <summary>A PDU announces more bytes than our limit.</summary>
    PduTooLong,

    /// <summary>A PDU announces a length its type cannot have.</summary>
    InvalidPduLength,

    /// <summary>An item or field is longer than what contains it.</summary>
    ItemOverrun,

    /// <summary>An item has a length its type cannot have.</summary>
    InvalidItemLength,

    /// <summary>More items than our limit.</summary>
    TooManyItems,

    /// <summary>An item that must be there once is there twice.</summary>
    DuplicateItem,

    /// <summary>A field holds what is not allowed.</summary>
    InvalidValue,

    /// <summary>The peer receives P-DATA-TF PDUs too short to hold anything.</summary>
    MaximumLengthTooSmall,

    /// <summary>The acceptor did not confirm the user identity, and our request insists on it.</summary>
    UserIdentityNotConfirmed,
}
