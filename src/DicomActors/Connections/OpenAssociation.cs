using DicomActors.Protocol.Associations;

namespace DicomActors.Connections;

/// <summary>
/// Request the connection's one association. Answered with <see cref="AssociationOpened"/>, or with <c>Status.Failure</c> of a
/// <see cref="DicomAssociationRejectedException"/>, <see cref="DicomAssociationAbortedException"/> or
/// <see cref="ConnectionClosedException"/>.
/// </summary>
/// <param name="Request">What to propose to the peer.</param>
public sealed record OpenAssociation(AssociationRequest Request) : IConnectionCommand;
