using System.Text;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Codec;

/// <summary>PDUs typed by hand, so that the writer is not its own judge.</summary>
internal static class Bytes
{
    public const string ReleaseRequest = "05 00 00000004 00000000";
    public const string ReleaseResponse = "06 00 00000004 00000000";
    public const string Abort = "07 00 00000004 00 00 02 06";
    public const string Reject = "03 00 00000004 00 01 01 07";

    // 1.2.840.10008.3.1.1.1
    public const string ApplicationContext = "10 00 0015 312E322E3834302E31303030382E332E312E312E31";

    // Verification, Implicit VR Little Endian
    public const string Proposal = "20 00 002E 01 000000 30 00 0011 312E322E3834302E31303030382E312E31 40 00 0011 312E322E3834302E31303030382E312E32";
    public const string Answer = "21 00 0019 01 00 00 00 40 00 0011 312E322E3834302E31303030382E312E32";

    // maximum length 16384, implementation class 1.2.3, version name "TEST"
    public const string UserItems = "51 00 0004 00004000 52 00 0005 312E322E33 55 00 0004 54455354";

    public static byte[] FromHex(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));

    public static byte[] Item(byte type, params byte[][] content)
    {
        byte[] body = [.. content.SelectMany(static part => part)];
        return [type, 0, (byte)(body.Length >> 8), (byte)body.Length, .. body];
    }

    public static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>An A-ASSOCIATE-RQ (type 1) or A-ASSOCIATE-AC (type 2) around these items.</summary>
    public static byte[] Associate(byte type, string called, string calling, params byte[][] items)
    {
        byte[] body =
        [
            0, 1, 0, 0,
            .. Text(called.PadRight(16)),
            .. Text(calling.PadRight(16)),
            .. new byte[32],
            .. items.SelectMany(static item => item),
        ];
        return Pdu(type, body);
    }

    public static byte[] Pdu(byte type, params byte[] body) =>
        [type, 0, (byte)(body.Length >> 24), (byte)(body.Length >> 16), (byte)(body.Length >> 8), (byte)body.Length, .. body];

    public static byte[] Request(params byte[][] items) => Associate(1, "CALLED", "CALLING", items);

    public static byte[] TypicalRequest() => Request(FromHex(ApplicationContext), FromHex(Proposal), Item(0x50, FromHex(UserItems)));

    /// <summary>An A-ASSOCIATE-RQ and an A-ASSOCIATE-AC with every item there is, which no peer at hand sends.</summary>
    public static byte[] RequestWithEveryItem() => Request(
        FromHex(ApplicationContext),
        FromHex(Proposal),
        Item(
            0x50,
            FromHex("51 00 0004 00004000 52 00 0005 312E322E33 53 00 0004 0005 0000"),
            FromHex("54 00 0007 0003 312E32 00 01"),
            FromHex("55 00 0004 54455354"),
            FromHex("56 00 0008 0003 312E32 010001"),
            FromHex("57 00 0017 0003 312E32 0003 312E33 000B 0003 312E34 0004 312E3535"),
            FromHex("58 00 000A 02 01 0002 C3A9 0002 7077")));

    public static byte[] AcceptWithEveryItem() => Associate(
        2,
        "CALLED",
        "CALLING",
        FromHex(ApplicationContext),
        FromHex(Answer),
        Item(
            0x50,
            FromHex("51 00 0004 00000000 52 00 0005 312E322E33 53 00 0004 0001 0001"),
            FromHex("54 00 0007 0003 312E32 00 01 55 00 0004 54455354 56 00 0008 0003 312E32 010001 59 00 0005 0003 000102")));

    /// <summary>A P-DATA-TF PDU of these PDVs.</summary>
    public static byte[] Data(params byte[][] pdvs) => Pdu(4, [.. pdvs.SelectMany(static pdv => pdv)]);

    public static byte[] Pdv(byte context, byte control, params byte[] payload)
    {
        int length = payload.Length + 2;
        return [(byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, context, control, .. payload];
    }

    public static T Decode<T>(byte[] bytes)
        where T : Pdu
    {
        Transcript transcript = Transcript.Of(bytes);
        Assert.Null(transcript.Error);
        return Assert.IsType<T>(Assert.Single(transcript.Pdus));
    }

    public static PduError Fail(byte[] bytes, PduLimits? limits = null)
    {
        PduError? error = Transcript.Of(bytes, limits).Error;
        Assert.NotNull(error);
        return error;
    }
}
