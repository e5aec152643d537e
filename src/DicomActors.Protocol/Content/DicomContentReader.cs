namespace DicomActors.Protocol.Content;

/// <summary>One pass over the bytes of a <see cref="DicomContent"/>.</summary>
public abstract class DicomContentReader : IAsyncDisposable
{
    /// <summary>Reads the next bytes; 0 at the end. A failure here cuts the message short, so it ends the association.</summary>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Gives the source back.</summary>
    public abstract ValueTask DisposeAsync();
}
