using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;

namespace DicomActors.Facade;

/// <summary>
/// One connection and its one association, for code that is not an actor. Thread-safe. Disposing of it closes the connection; an
/// association that was not released is aborted.
/// </summary>
/// <remarks>
/// Methods that wait for the peer throw <see cref="DicomAssociationRejectedException"/>,
/// <see cref="DicomAssociationAbortedException"/> or <see cref="ConnectionClosedException"/> when the connection ends instead,
/// and <see cref="InvalidConnectionStateException"/> when it is not the time for them.
/// </remarks>
public interface IAdvancedDicomClientConnection : IAsyncDisposable
{
    /// <summary>The connection's id, as events carry it.</summary>
    ConnectionId ConnectionId { get; }

    /// <summary>The connection's actor.</summary>
    IActorRef Connection { get; }

    /// <summary>Requests the association. Cancelling aborts the connection.</summary>
    Task<Association> OpenAssociationAsync(AssociationRequest request, CancellationToken cancellationToken = default);

    /// <summary>C-ECHO.</summary>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<CEchoResult> EchoAsync(CancellationToken cancellationToken = default);

    /// <summary>C-STORE of one instance.</summary>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<CStoreResult> StoreAsync(DicomContent content, SendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>C-FIND with all its matches. Cancelling sends C-CANCEL.</summary>
    /// <param name="sopClass">The information model, <see cref="SopClasses"/>.</param>
    /// <param name="identifier">The keys.</param>
    /// <param name="maximumMatches">Cancel after that many matches; null: take all.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<CFindResult> FindAsync(
        Uid sopClass, EncodedDataset identifier, int? maximumMatches = null, CancellationToken cancellationToken = default);

    /// <summary>What the connection is doing.</summary>
    Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Releases the association once everything sent is answered, and waits for the end of the connection.</summary>
    Task ReleaseAsync(CancellationToken cancellationToken = default);

    /// <summary>Aborts now, and waits for the end of the connection.</summary>
    Task<ConnectionEnd> AbortAsync(string? cause = null, CancellationToken cancellationToken = default);
}
