namespace DicomActors.Protocol.Pdus;

/// <summary>The first byte of an item inside A-ASSOCIATE-RQ and A-ASSOCIATE-AC (PS3.8 9.3.2, annex D; PS3.7 annex D).</summary>
public enum ItemType : byte
{
    /// <summary>No item. Never on the wire.</summary>
    None = 0,

    /// <summary>PS3.8 9.3.2.1.</summary>
    ApplicationContext = 0x10,

    /// <summary>PS3.8 9.3.2.2, A-ASSOCIATE-RQ only.</summary>
    PresentationContextProposal = 0x20,

    /// <summary>PS3.8 9.3.3.2, A-ASSOCIATE-AC only.</summary>
    PresentationContextAnswer = 0x21,

    /// <summary>PS3.8 9.3.2.2.1.</summary>
    AbstractSyntax = 0x30,

    /// <summary>PS3.8 9.3.2.2.2 and 9.3.3.2.1.</summary>
    TransferSyntax = 0x40,

    /// <summary>PS3.8 9.3.2.3 and 9.3.3.3.</summary>
    UserInformation = 0x50,

    /// <summary>PS3.8 D.1.1.</summary>
    MaximumLength = 0x51,

    /// <summary>PS3.7 D.3.3.2.1.</summary>
    ImplementationClassUid = 0x52,

    /// <summary>PS3.7 D.3.3.3.</summary>
    AsynchronousOperationsWindow = 0x53,

    /// <summary>PS3.7 D.3.3.4.</summary>
    RoleSelection = 0x54,

    /// <summary>PS3.7 D.3.3.2.3.</summary>
    ImplementationVersionName = 0x55,

    /// <summary>PS3.7 D.3.3.5.</summary>
    SopClassExtendedNegotiation = 0x56,

    /// <summary>PS3.7 D.3.3.6, A-ASSOCIATE-RQ only.</summary>
    SopClassCommonExtendedNegotiation = 0x57,

    /// <summary>PS3.7 D.3.3.7, A-ASSOCIATE-RQ.</summary>
    UserIdentity = 0x58,

    /// <summary>PS3.7 D.3.3.7, A-ASSOCIATE-AC.</summary>
    UserIdentityResponse = 0x59,
}
