using DicomActors.Protocol.Codec;

namespace DicomActors.Protocol.Pdus;

// PS3.7 D.3.3.7.2, user identity sub-item of A-ASSOCIATE-AC:
//
//   0        59H
//   1        reserved, 0
//   2-3      item length
//   4-5      server response length n
//   6-       server response, n bytes

/// <summary>The acceptor checked the user identity and found it good (PS3.7 D.3.3.7). Sent only if it was asked for.</summary>
/// <param name="ServerResponse">Kerberos server ticket, SAML response or JSON web token; empty for the user name types.</param>
public sealed record UserIdentityResponse(ItemList<byte> ServerResponse)
{
    internal static UserIdentityResponse Read(ref ItemReader reader)
    {
        const string Section = "PS3.7 D.3.3.7";
        ItemList<byte> response = reader.ReadBytes(reader.ReadUInt16("server response length", Section), "server response", Section);
        reader.RequireEnd("user identity response sub-item", Section);
        return new UserIdentityResponse(response);
    }

    internal void Write(ItemWriter writer)
    {
        int start = writer.BeginItem(ItemType.UserIdentityResponse);
        writer.WriteBytesWithLength(ServerResponse.Span, "user identity server response");
        writer.EndItem(start, "user identity response sub-item");
    }
}
