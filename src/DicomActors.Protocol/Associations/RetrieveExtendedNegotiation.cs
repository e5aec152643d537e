using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

// PS3.4 C.5.2.1.1 and C.5.3.1.1, service class application information of a C-MOVE or C-GET SOP class, one byte each, 0 or 1:
//
//   0    relational retrieval
//   1    enhanced multi-frame image conversion
//
// The later byte may be missing, which means 0.

/// <summary>Extended negotiation of the C-MOVE and C-GET SOP classes (PS3.4 C.5.2.1, C.5.3.1). Asked in a request, agreed in an answer.</summary>
/// <param name="RelationalRetrieval">Retrieval without the unique keys of the levels above.</param>
/// <param name="EnhancedMultiFrameConversion">The retrieval may ask for the legacy or the converted view.</param>
public sealed record RetrieveExtendedNegotiation(bool RelationalRetrieval = false, bool EnhancedMultiFrameConversion = false)
{
    private const int Length = 2;

    /// <summary>Reads application information; bytes that are missing count as 0, bytes beyond are ignored.</summary>
    public static RetrieveExtendedNegotiation Parse(ItemList<byte> information) => new(
        information.Count > 0 && information[0] == 1,
        information.Count > 1 && information[1] == 1);

    /// <summary>What both want: the answer of an acceptor that supports this to a requestor that asked for <paramref name="asked"/>.</summary>
    public RetrieveExtendedNegotiation And(RetrieveExtendedNegotiation asked) => new(
        RelationalRetrieval && asked.RelationalRetrieval,
        EnhancedMultiFrameConversion && asked.EnhancedMultiFrameConversion);

    /// <summary>The application information.</summary>
    /// <param name="length">Bytes to write: in an answer as many as were asked for. 1 or 2; default 2.</param>
    public ItemList<byte> Encode(int length = Length)
    {
        ReadOnlySpan<byte> bytes = [RelationalRetrieval ? (byte)1 : (byte)0, EnhancedMultiFrameConversion ? (byte)1 : (byte)0];
        return ItemList.Create(bytes[..Math.Clamp(length, 1, Length)]);
    }

    /// <summary>The sub-item for a SOP class.</summary>
    public SopClassExtendedNegotiation For(Uid sopClass) => new(sopClass, Encode());
}
