using DicomActors.Protocol.Associations;

namespace DicomActors.Connections;

/// <summary>The association was rejected, PS3.8 9.3.4.</summary>
public sealed class DicomAssociationRejectedException(AssociationRejection rejection)
    : DicomConnectionException($"The association was rejected: {rejection}")
{
    /// <summary>Result, source and reason.</summary>
    public AssociationRejection Rejection { get; } = rejection;
}
