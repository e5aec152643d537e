namespace DicomActors.Protocol.Associations;

/// <summary>What an acceptor does with a request: <see cref="AssociationAcceptance"/> or <see cref="AssociationRejection"/>.</summary>
public abstract record AssociationDecision
{
    private protected AssociationDecision()
    {
    }
}
