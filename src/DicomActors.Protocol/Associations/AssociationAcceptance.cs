using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

/// <summary>The request is accepted.</summary>
/// <param name="Pdu">The answer to send.</param>
/// <param name="Association">What holds from then on.</param>
public sealed record AssociationAcceptance(AssociateAcceptPdu Pdu, Association Association) : AssociationDecision;
