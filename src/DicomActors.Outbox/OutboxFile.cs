namespace DicomActors.Outbox;

/// <summary>
/// An outbox file that nobody delivers from just now, to be looked at. While it is open no <see cref="OutboxActor"/> can use it.
/// Used by one thread at a time.
/// </summary>
public sealed class OutboxFile : IDisposable
{
    private readonly OutboxDatabase _database;

    private OutboxFile(OutboxDatabase database) => _database = database;

    /// <summary>Opens an outbox that is there.</summary>
    /// <exception cref="OutboxException">It is not there, is something else, or somebody uses it; it is as it was then.</exception>
    public static OutboxFile Open(string path) => File.Exists(path)
        ? new OutboxFile(new OutboxDatabase(path, mayBeNew: false))
        : throw new OutboxException($"There is no outbox {path}.");

    /// <summary>What it holds.</summary>
    public Backlog ReadBacklog() => _database.ReadBacklog();

    /// <summary>What is parked, the oldest first.</summary>
    /// <param name="limit">The most entries to read.</param>
    public IReadOnlyList<ParkedEntry> ReadParked(int limit = int.MaxValue) => _database.ReadParked(limit);

    /// <summary>Forgets everything parked; the files stay.</summary>
    public void DiscardParked() => _database.DeleteParked();

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
