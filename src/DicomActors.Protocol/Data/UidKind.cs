namespace DicomActors.Protocol.Data;

/// <summary>What a registered UID names (PS3.6 Annex A).</summary>
public enum UidKind
{
    /// <summary>A SOP class.</summary>
    SopClass,

    /// <summary>A transfer syntax.</summary>
    TransferSyntax,

    /// <summary>A meta SOP class: several SOP classes negotiated as one.</summary>
    MetaSopClass,

    /// <summary>A well-known SOP instance, such as the printer.</summary>
    WellKnownSopInstance,

    /// <summary>The application context name.</summary>
    ApplicationContext,

    /// <summary>A service class.</summary>
    ServiceClass,

    /// <summary>A coding scheme.</summary>
    CodingScheme,

    /// <summary>A well-known frame of reference.</summary>
    FrameOfReference,

    /// <summary>An application hosting model.</summary>
    ApplicationHostingModel,

    /// <summary>A context group mapping resource.</summary>
    MappingResource,

    /// <summary>An object identifier of the LDAP schema.</summary>
    LdapObjectIdentifier,
}
