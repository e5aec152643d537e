using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

/// <summary>What an acceptor offers for one SOP class.</summary>
/// <param name="TransferSyntaxes">Supported transfer syntaxes, the preferred one first; empty: whatever is proposed.</param>
/// <param name="RequestorMayBeScu">The requestor may send requests. Default true.</param>
/// <param name="RequestorMayBeScp">
/// The requestor may be sent requests if it asks for that role, as C-GET and storage commitment need it. Default false.
/// </param>
public sealed record SupportedSopClass(ItemList<TransferSyntax> TransferSyntaxes, bool RequestorMayBeScu = true, bool RequestorMayBeScp = false);
