using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>Sends instances to one destination: the C-STORE sub-operations of a C-GET or C-MOVE.</summary>
public abstract class InstanceSender : IAsyncDisposable
{
    /// <summary>Most instances it is given at once, 1 or more. Default 1: one after the other.</summary>
    public virtual int MaximumUnderWay => 1;

    /// <summary>
    /// Sends one instance and returns the status of the answer. Whatever it throws counts as a failed sub-operation; the next is sent
    /// all the same.
    /// </summary>
    /// <param name="request">The C-STORE, for a C-MOVE with its originator.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the retrieval is: an instance that is under way may be finished, no further one is asked for. One that is given up
    /// with an <see cref="OperationCanceledException"/> counts as not sent, rather than as failed.
    /// </param>
    public abstract ValueTask<DimseStatus> SendAsync(CStoreRequest request, CancellationToken cancellationToken);

    /// <summary>Ends what was opened for sending.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
