using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

/// <summary>What an acceptor thinks of a user identity.</summary>
/// <param name="IsAccepted">False rejects the association (permanent, service user, no reason given).</param>
/// <param name="ServerResponse">Kerberos server ticket, SAML response or JSON web token; sent only if the requestor asked for a response.</param>
public sealed record UserIdentityDecision(bool IsAccepted, ItemList<byte> ServerResponse)
{
    /// <summary>Good, and nothing to say about it.</summary>
    public static UserIdentityDecision Accepted { get; } = new(true, []);

    /// <summary>Not good.</summary>
    public static UserIdentityDecision Refused { get; } = new(false, []);
}
