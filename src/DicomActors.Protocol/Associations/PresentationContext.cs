using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

/// <summary>A proposed presentation context and what became of it, seen from our side of the association.</summary>
/// <param name="Id">Its id on this association.</param>
/// <param name="AbstractSyntax">The SOP class.</param>
/// <param name="Result">Accepted, or why not.</param>
/// <param name="AcceptedTransferSyntax">How data sets are encoded in it; null unless accepted.</param>
/// <param name="LocalIsScu">We may send requests in it.</param>
/// <param name="LocalIsScp">The peer may send us requests in it.</param>
public sealed record PresentationContext(
    byte Id,
    Uid AbstractSyntax,
    PresentationContextResult Result,
    TransferSyntax? AcceptedTransferSyntax,
    bool LocalIsScu,
    bool LocalIsScp)
{
    /// <summary>Messages may be exchanged in it.</summary>
    public bool IsAccepted => Result == PresentationContextResult.Acceptance && AcceptedTransferSyntax is not null;
}
