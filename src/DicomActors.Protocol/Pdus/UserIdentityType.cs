namespace DicomActors.Protocol.Pdus;

/// <summary>What the primary field of a user identity holds (PS3.7 D.3.3.7). Other values are kept; an acceptor that judges identities refuses them.</summary>
public enum UserIdentityType : byte
{
    /// <summary>Not defined.</summary>
    None = 0,

    /// <summary>A user name, UTF-8.</summary>
    Username = 1,

    /// <summary>A user name and a passcode, UTF-8.</summary>
    UsernameAndPasscode = 2,

    /// <summary>A Kerberos service ticket.</summary>
    Kerberos = 3,

    /// <summary>A SAML assertion.</summary>
    Saml = 4,

    /// <summary>A JSON web token.</summary>
    JsonWebToken = 5,
}
