using System.Text;
using DicomActors.Protocol.Codec;

namespace DicomActors.Protocol.Pdus;

// PS3.7 D.3.3.7.1, user identity sub-item of A-ASSOCIATE-RQ:
//
//   0        58H
//   1        reserved, 0
//   2-3      item length
//   4        type
//   5        positive response requested, 0 or 1
//   6-7      primary field length n
//   8-       primary field, n bytes
//   8+n      uint16 secondary field length m
//   10+n-    secondary field, m bytes (type 2: passcode)

/// <summary>Who asks for the association (PS3.7 D.3.3.7). Bytes, because tickets and tokens are not text.</summary>
/// <param name="Type">What the fields hold.</param>
/// <param name="PositiveResponseRequested">The requestor wants a response item if the acceptor checked the identity.</param>
/// <param name="PrimaryField">User name, ticket, assertion or token.</param>
/// <param name="SecondaryField">The passcode of <see cref="UserIdentityType.UsernameAndPasscode"/>; else empty.</param>
public sealed record UserIdentity(UserIdentityType Type, bool PositiveResponseRequested, ItemList<byte> PrimaryField, ItemList<byte> SecondaryField)
{
    /// <summary>The primary field as UTF-8 text, meant for the two user name types.</summary>
    public string Username => Encoding.UTF8.GetString(PrimaryField.Span);

    /// <summary>Type 1.</summary>
    public static UserIdentity FromUsername(string username, bool positiveResponseRequested = false) =>
        new(UserIdentityType.Username, positiveResponseRequested, Utf8(username), []);

    /// <summary>Type 2. The passcode goes over the wire in the clear: use TLS.</summary>
    public static UserIdentity FromUsernameAndPasscode(string username, string passcode, bool positiveResponseRequested = false) =>
        new(UserIdentityType.UsernameAndPasscode, positiveResponseRequested, Utf8(username), Utf8(passcode));

    /// <summary>Type 3.</summary>
    public static UserIdentity FromKerberosTicket(ReadOnlySpan<byte> ticket, bool positiveResponseRequested = false) =>
        new(UserIdentityType.Kerberos, positiveResponseRequested, ItemList.Create(ticket), []);

    /// <summary>Type 4.</summary>
    public static UserIdentity FromSamlAssertion(ReadOnlySpan<byte> assertion, bool positiveResponseRequested = false) =>
        new(UserIdentityType.Saml, positiveResponseRequested, ItemList.Create(assertion), []);

    /// <summary>Type 5.</summary>
    public static UserIdentity FromJsonWebToken(ReadOnlySpan<byte> token, bool positiveResponseRequested = false) =>
        new(UserIdentityType.JsonWebToken, positiveResponseRequested, ItemList.Create(token), []);

    internal static UserIdentity Read(ref ItemReader reader)
    {
        const string Section = "PS3.7 D.3.3.7";
        var type = (UserIdentityType)reader.ReadByte("user identity type", Section);
        bool responseRequested = reader.ReadByte("positive response requested", Section) != 0;
        ItemList<byte> primary = reader.ReadBytes(reader.ReadUInt16("primary field length", Section), "primary field", Section);
        ItemList<byte> secondary = reader.ReadBytes(reader.ReadUInt16("secondary field length", Section), "secondary field", Section);
        reader.RequireEnd("user identity sub-item", Section);
        return new UserIdentity(type, responseRequested, primary, secondary);
    }

    internal void Write(ItemWriter writer)
    {
        int start = writer.BeginItem(ItemType.UserIdentity);
        writer.WriteByte((byte)Type);
        writer.WriteByte(PositiveResponseRequested ? (byte)1 : (byte)0);
        writer.WriteBytesWithLength(PrimaryField.Span, "user identity primary field");
        writer.WriteBytesWithLength(SecondaryField.Span, "user identity secondary field");
        writer.EndItem(start, "user identity sub-item");
    }

    private static ItemList<byte> Utf8(string text) => ItemList.Create<byte>(Encoding.UTF8.GetBytes(text));
}
