using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Engine;

/// <summary>One thing to send.</summary>
internal readonly record struct Outgoing(
    OutgoingKind Kind,
    Pdu? Pdu = null,
    OutboundRequest? Request = null,
    InboundRequest? AnsweredRequest = null,
    DimseResponse? Response = null,
    EncodedDataset? Dataset = null);
