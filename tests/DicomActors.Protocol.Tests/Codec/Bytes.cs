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
