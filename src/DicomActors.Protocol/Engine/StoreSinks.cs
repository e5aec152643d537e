using System.Diagnostics.CodeAnalysis;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;
using Microsoft.Extensions.Logging;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// Calls into content sinks, which are user code over disks and networks: whatever they throw becomes the status of their request,
/// and never ends the association.
/// </summary>
[SuppressMessage("Design", "CA1031", Justification = "Boundary to user code: whatever it throws becomes a failure status.")]
internal static class StoreSinks
{
    /// <summary>Asks the service user for a sink; a failure status when it threw.</summary>
    public static async ValueTask<(ContentSink? Sink, DimseStatus? Failure)> OpenAsync(
        IDicomServiceUser user, InboundRequest request, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            return (await user.OpenStoreSinkAsync(request, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception)
        {
            EngineLog.SinkFailed(logger, "open", exception);
            return (null, StatusOf(exception));
        }
    }

    /// <summary>Writes; a failure status when the sink threw.</summary>
    public static ValueTask<DimseStatus?> TryWriteAsync(
        ContentSink sink, ReadOnlyMemory<byte> bytes, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            var write = sink.WriteAsync(bytes, cancellationToken);
            if (!write.IsCompletedSuccessfully)
            {
                return AwaitAsync(write, logger);
            }

            write.GetAwaiter().GetResult();
            return default;
        }
        catch (Exception exception)
        {
            EngineLog.SinkFailed(logger, "write", exception);
            return new(StatusOf(exception));
        }
    }

    /// <summary>Completes and disposes, or discards on failure; then the failure status.</summary>
    public static async ValueTask<DimseStatus?> TryCompleteAsync(ContentSink sink, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await sink.CompleteAsync(cancellationToken).ConfigureAwait(false);
            await sink.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            EngineLog.SinkFailed(logger, "complete", exception);
            await DiscardAsync(sink, logger).ConfigureAwait(false);
            return StatusOf(exception);
        }
    }

    /// <summary>Discards and disposes.</summary>
    public static async ValueTask DiscardAsync(ContentSink sink, ILogger logger)
    {
        try
        {
            await sink.DiscardAsync().ConfigureAwait(false);
            await sink.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            EngineLog.SinkFailed(logger, "discard", exception);
        }
    }

    [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<DimseStatus?> AwaitAsync(ValueTask write, ILogger logger)
    {
        try
        {
            await write.ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            EngineLog.SinkFailed(logger, "write", exception);
            return StatusOf(exception);
        }
    }

    private static DimseStatus StatusOf(Exception exception) =>
        exception is IOException or UnauthorizedAccessException ? DimseStatus.OutOfResources : DimseStatus.ProcessingFailure;
}
