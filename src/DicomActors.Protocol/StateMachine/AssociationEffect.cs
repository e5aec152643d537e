namespace DicomActors.Protocol.StateMachine;

/// <summary>One thing the engine has to do because of an action. Effects of one action are done in the order they are listed.</summary>
public enum AssociationEffect : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Open the transport connection.</summary>
    OpenTransport,

    /// <summary>Begin to serve a transport connection that a peer opened.</summary>
    ServeTransport,

    /// <summary>Close the transport connection, after what was sent has gone out.</summary>
    CloseTransport,

    /// <summary>Start ARTIM, the association request/reject/release timer (PS3.8 9.1.5); restart it if it runs.</summary>
    StartArtim,

    /// <summary>Stop ARTIM if it runs.</summary>
    StopArtim,

    /// <summary>Send A-ASSOCIATE-RQ.</summary>
    SendAssociateRequest,

    /// <summary>Send A-ASSOCIATE-AC.</summary>
    SendAssociateAccept,

    /// <summary>Send A-ASSOCIATE-RJ.</summary>
    SendAssociateReject,

    /// <summary>Send P-DATA-TF.</summary>
    SendData,

    /// <summary>Send A-RELEASE-RQ.</summary>
    SendReleaseRequest,

    /// <summary>Send A-RELEASE-RP.</summary>
    SendReleaseResponse,

    /// <summary>Send A-ABORT with source service user, reason 0.</summary>
    SendAbortAsUser,

    /// <summary>Send A-ABORT with source service provider and the reason of the fault.</summary>
    SendAbortAsProvider,

    /// <summary>A-ASSOCIATE indication: the user has to accept or reject.</summary>
    IndicateAssociate,

    /// <summary>A-ASSOCIATE confirmation: accepted.</summary>
    ConfirmAssociateAccepted,

    /// <summary>A-ASSOCIATE confirmation: rejected.</summary>
    ConfirmAssociateRejected,

    /// <summary>P-DATA indication.</summary>
    IndicateData,

    /// <summary>A-RELEASE indication: the user has to respond.</summary>
    IndicateRelease,

    /// <summary>A-RELEASE confirmation.</summary>
    ConfirmRelease,

    /// <summary>A-ABORT indication, or A-P-ABORT if the A-ABORT PDU names the provider as its source.</summary>
    IndicateAbort,

    /// <summary>A-P-ABORT indication.</summary>
    IndicateProviderAbort,

    /// <summary>Nothing: the PDU came too late to matter.</summary>
    IgnorePdu,
}
