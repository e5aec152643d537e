using DicomActors.Connections;

namespace DicomActors.Facade;

/// <summary>Opens connections for code that is not an actor.</summary>
public interface IAdvancedDicomClientConnectionFactory
{
    /// <summary>Connects to a peer; no association yet.</summary>
    /// <exception cref="ConnectionFailedException">There is no connection; the exception says why.</exception>
    /// <exception cref="ConnectionRefusedException">The system has all the connections it may have, or is shutting down.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled: connecting ends at once, and a connection made nevertheless is closed.</exception>
    Task<IAdvancedDicomClientConnection> OpenConnectionAsync(
        AdvancedDicomClientConnectionRequest request, CancellationToken cancellationToken = default);
}
