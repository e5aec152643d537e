using Akka.Event;

namespace DicomActors.Archive.Storage;

/// <summary>What the storage logs.</summary>
internal static class StorageLog
{
    /// <summary>
    /// Messages of file exceptions hold paths, and paths may hold names of patients: they are for debugging only.
    /// </summary>
    public static void LogStorageFailure(this ILoggingAdapter log, StorageFailure failure, Exception exception)
    {
        log.Warning("storing an instance failed: {0} ({1}, {2:x8})", failure.ErrorComment, exception.GetType().Name, exception.HResult);
        log.Debug("{0}", exception);
    }
}
