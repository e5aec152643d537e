using System.Runtime.CompilerServices;

namespace DicomActors.Protocol.Codec;

/// <summary>
/// How much of each thing we take from a peer and send to one. Checked before anything is buffered, so a peer can make us hold at most
/// what it really sent, up to these limits. Immutable; setters throw <see cref="ArgumentOutOfRangeException"/> with the allowed range.
/// </summary>
public sealed record PduLimits
{
    /// <summary>The smallest P-DATA-TF length that holds anything: one PDV header and one even fragment of two bytes.</summary>
    public const uint SmallestUsableDataPduLength = 8;

    /// <summary>The limits with their defaults.</summary>
    public static PduLimits Default { get; } = new();

    /// <summary>
    /// Longest A-ASSOCIATE-RQ or A-ASSOCIATE-AC we receive, in bytes without the 6 byte header. 4,096 to 67,108,864; default
    /// 1,048,576. The standard has no limit; 128 contexts with long lists of transfer syntaxes do exceed 64 KiB. Lower: some
    /// requests fail. Higher: a peer can make us buffer that much before it is known who it is.
    /// </summary>
    public uint MaximumAssociatePduLength { get; init => field = InRange(value, 4096, 64 << 20); } = 1 << 20;

    /// <summary>
    /// Longest P-DATA-TF PDU we receive, in bytes without the 6 byte header; stated to the peer in the association (PS3.8 D.1) and
    /// enforced. 128 to 2,147,483,647; default 262,144. PDUs are streamed: a high value costs no memory, but a peer may then take long
    /// to come to the point where it can abort.
    /// </summary>
    public uint MaximumDataPduLength { get; init => field = InRange(value, 128, int.MaxValue); } = 256 << 10;

    /// <summary>
    /// Longest P-DATA-TF PDU we send even if the peer receives longer ones or has no limit, in bytes without the 6 byte header.
    /// 128 to 16,777,216; default 262,144.
    /// </summary>
    public uint MaximumSentDataPduLength { get; init => field = InRange(value, 128, 16 << 20); } = 256 << 10;

    /// <summary>Most presentation contexts in an A-ASSOCIATE PDU. 1 to 256; default 128, all that odd ids of one byte allow.</summary>
    public int MaximumPresentationContexts { get; init => field = InRange(value, 1, 256); } = 128;

    /// <summary>Most transfer syntaxes in one proposed presentation context. 1 to 4,096; default 256. The standard defines about 60.</summary>
    public int MaximumTransferSyntaxesPerContext { get; init => field = InRange(value, 1, 4096); } = 256;

    /// <summary>Most sub-items of user information, unknown ones included. 16 to 65,536; default 2,048: some send one or two per SOP class.</summary>
    public int MaximumUserInformationItems { get; init => field = InRange(value, 16, 65536); } = 2048;

    /// <summary>Most related general SOP classes in one common extended negotiation sub-item. 1 to 4,096; default 256.</summary>
    public int MaximumRelatedGeneralSopClasses { get; init => field = InRange(value, 1, 4096); } = 256;

    private static uint InRange(uint value, uint smallest, uint largest, [CallerMemberName] string name = "") =>
        value >= smallest && value <= largest
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {smallest} to {largest}.");

    private static int InRange(int value, int smallest, int largest, [CallerMemberName] string name = "") =>
        value >= smallest && value <= largest
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {smallest} to {largest}.");
}
