namespace DicomActors.Protocol.Tests.Engine;

/// <summary>A stream that cannot seek and gives its bytes in small pieces.</summary>
internal sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, 77)], cancellationToken);
}
