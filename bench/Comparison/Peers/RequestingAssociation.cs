using Comparison.Measuring;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;

namespace Comparison.Peers;

/// <summary>One association to send requests on, one after the other.</summary>
internal abstract class RequestingAssociation : IAsyncDisposable
{
    /// <summary>What all of them propose.</summary>
    public static AssociationRequest Proposal { get; } = new AssociationRequest("BENCH", "ANY-SCP")
        .WithContext(DicomActors.Protocol.Data.SopClasses.Verification, DicomActors.Protocol.Data.TransferSyntax.ImplicitVRLittleEndian)
        .WithContext(InstanceFiles.SopClass, InstanceFiles.TransferSyntax);

    /// <summary>Sends a request and waits for the response, which must be Success.</summary>
    public abstract Task RequestAsync(DimseRequest request);

    /// <summary>Releases it.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Throws unless it is Success.</summary>
    public static void Require(DimseStatus status)
    {
        if (status != DimseStatus.Success)
        {
            throw new BenchException($"A request ended with {status}.");
        }
    }
}
