using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

// PS3.4 C.5.1.1.1, service class application information of a C-FIND SOP class, one byte each, 0 or 1:
//
//   0    relational queries
//   1    combined date and time matching
//   2    fuzzy semantic matching of person names
//   3    timezone query adjustment
//   4    enhanced multi-frame image conversion
//
// Later bytes may be missing, which means 0.

/// <summary>Extended negotiation of the C-FIND SOP classes (PS3.4 C.5.1.1, K.5.1). Asked in a request, agreed in an answer.</summary>
/// <param name="RelationalQueries">Queries without the unique keys of the levels above.</param>
/// <param name="DateTimeMatching">Date and time ranges match as one.</param>
/// <param name="FuzzySemanticMatching">Person names match fuzzily.</param>
/// <param name="TimezoneQueryAdjustment">Times are adjusted to the timezone of the query.</param>
/// <param name="EnhancedMultiFrameConversion">The query may ask for the legacy or the converted view.</param>
public sealed record FindExtendedNegotiation(
    bool RelationalQueries = false,
    bool DateTimeMatching = false,
    bool FuzzySemanticMatching = false,
    bool TimezoneQueryAdjustment = false,
    bool EnhancedMultiFrameConversion = false)
{
    private const int Length = 5;

    /// <summary>Reads application information; bytes that are missing count as 0, bytes beyond are ignored.</summary>
    public static FindExtendedNegotiation Parse(ItemList<byte> information)
    {
        bool At(int index) => index < information.Count && information[index] == 1;
        return new FindExtendedNegotiation(At(0), At(1), At(2), At(3), At(4));
    }

    /// <summary>What both want: the answer of an acceptor that supports this to a requestor that asked for <paramref name="asked"/>.</summary>
    public FindExtendedNegotiation And(FindExtendedNegotiation asked) => new(
        RelationalQueries && asked.RelationalQueries,
        DateTimeMatching && asked.DateTimeMatching,
        FuzzySemanticMatching && asked.FuzzySemanticMatching,
        TimezoneQueryAdjustment && asked.TimezoneQueryAdjustment,
        EnhancedMultiFrameConversion && asked.EnhancedMultiFrameConversion);

    /// <summary>The application information.</summary>
    /// <param name="length">Bytes to write: in an answer as many as were asked for. 1 to 5; default 5.</param>
    public ItemList<byte> Encode(int length = Length)
    {
        ReadOnlySpan<byte> bytes =
        [
            ToByte(RelationalQueries),
            ToByte(DateTimeMatching),
            ToByte(FuzzySemanticMatching),
            ToByte(TimezoneQueryAdjustment),
            ToByte(EnhancedMultiFrameConversion),
        ];
        return ItemList.Create(bytes[..Math.Clamp(length, 1, Length)]);
    }

    /// <summary>The sub-item for a SOP class.</summary>
    public SopClassExtendedNegotiation For(Uid sopClass) => new(sopClass, Encode());

    private static byte ToByte(bool value) => value ? (byte)1 : (byte)0;
}
