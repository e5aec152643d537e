using Akka.Actor;
using DicomActors.Connections;

namespace DicomActors.Facade;

/// <summary>Opens connections through the <see cref="ConnectionFactory"/> of an actor system.</summary>
/// <param name="system">The system whose connections they are.</param>
public sealed class DefaultAdvancedDicomClientConnectionFactory(ActorSystem system) : IAdvancedDicomClientConnectionFactory
{
    /// <inheritdoc/>
    public async Task<IAdvancedDicomClientConnection> OpenConnectionAsync(
        AdvancedDicomClientConnectionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var dicom = Dicom.Get(system);
        var opening = dicom.ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(request), Timeout.InfiniteTimeSpan, CancellationToken.None);
        try
        {
            var opened = await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new ActorBackedConnection(opened, dicom.Settings);
        }
        catch (OperationCanceledException)
        {
            _ = CloseWhenOpenedAsync(opening);
            throw;
        }
    }

    private static async Task CloseWhenOpenedAsync(Task<ConnectionOpened> opening)
    {
        try
        {
            (await opening.ConfigureAwait(false)).Connection.Tell(CloseConnection.Instance, ActorRefs.NoSender);
        }
        catch (DicomConnectionException)
        {
            // Nothing to close, and nobody left to tell.
        }
    }
}
