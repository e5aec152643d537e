using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;

namespace Comparison.Peers;

/// <summary>What our receivers accept: storage and verification.</summary>
internal static class ScpPolicy
{
    /// <param name="window">Most operations a requestor may have under way at once.</param>
    public static AcceptorPolicy Create(ushort window) =>
        new AcceptorPolicy { MaximumOperationsPerformed = window }.WithSopClasses(SopClasses.Storage).WithSopClass(SopClasses.Verification);
}
