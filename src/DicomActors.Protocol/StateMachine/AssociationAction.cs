namespace DicomActors.Protocol.StateMachine;

/// <summary>
/// The actions of table 9-10 (PS3.8 tables 9-6 to 9-9). What each one does is in <see cref="AssociationActions.EffectsOf"/>.
/// </summary>
public enum AssociationAction : byte
{
    /// <summary>Not an action.</summary>
    None = 0,

    /// <summary>AE-1: ask for a transport connection.</summary>
    AE1,

    /// <summary>AE-2: send A-ASSOCIATE-RQ.</summary>
    AE2,

    /// <summary>AE-3: confirm the association to the user.</summary>
    AE3,

    /// <summary>AE-4: report the rejection to the user, close the transport connection.</summary>
    AE4,

    /// <summary>AE-5: accept the transport connection, start ARTIM.</summary>
    AE5,

    /// <summary>AE-6: stop ARTIM; acceptable: ask the user; else send A-ASSOCIATE-RJ and start ARTIM.</summary>
    AE6,

    /// <summary>AE-7: send A-ASSOCIATE-AC.</summary>
    AE7,

    /// <summary>AE-8: send A-ASSOCIATE-RJ, start ARTIM.</summary>
    AE8,

    /// <summary>DT-1: send P-DATA-TF.</summary>
    DT1,

    /// <summary>DT-2: hand data to the user.</summary>
    DT2,

    /// <summary>AR-1: send A-RELEASE-RQ.</summary>
    AR1,

    /// <summary>AR-2: tell the user that the peer wants to release.</summary>
    AR2,

    /// <summary>AR-3: confirm the release to the user, close the transport connection.</summary>
    AR3,

    /// <summary>AR-4: send A-RELEASE-RP, start ARTIM.</summary>
    AR4,

    /// <summary>AR-5: stop ARTIM.</summary>
    AR5,

    /// <summary>AR-6: hand data to the user although we asked for release.</summary>
    AR6,

    /// <summary>AR-7: send P-DATA-TF although the peer asked for release.</summary>
    AR7,

    /// <summary>AR-8: release collision: tell the user; the role decides who answers first.</summary>
    AR8,

    /// <summary>AR-9: send A-RELEASE-RP, the association stays until the peer's comes.</summary>
    AR9,

    /// <summary>AR-10: confirm the release to the user, whose response is still to be sent.</summary>
    AR10,

    /// <summary>AA-1: send A-ABORT of the service user, start or restart ARTIM.</summary>
    AA1,

    /// <summary>AA-2: stop ARTIM, close the transport connection.</summary>
    AA2,

    /// <summary>AA-3: report the abort to the user, close the transport connection.</summary>
    AA3,

    /// <summary>AA-4: report the loss of the transport connection to the user.</summary>
    AA4,

    /// <summary>AA-5: stop ARTIM.</summary>
    AA5,

    /// <summary>AA-6: ignore the PDU.</summary>
    AA6,

    /// <summary>AA-7: send A-ABORT.</summary>
    AA7,

    /// <summary>AA-8: send A-ABORT of the service provider, report it to the user, start ARTIM.</summary>
    AA8,
}
