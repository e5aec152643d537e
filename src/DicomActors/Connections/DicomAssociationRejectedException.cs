using DicomActors.Protocol.Associations;

namespace DicomActors.Connections;

/// <summary>The association was rejected, PS3.8 9.3.4.</summary>
public sealed class DicomAssociationRejectedException(AssociationRejection rejection, Exception? cause = null)
    : DicomConnectionException($"The association was rejected: {rejection}", cause)
{
    /// <summary>Result, source and reason.</summary>
    public AssociationRejection Rejection { get; } = rejection;
}
