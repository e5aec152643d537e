namespace DicomActors.Protocol.Transport;

/// <summary>What became of an attempt to read certificate files again.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Failure">Why the new files cannot be used; null unless <see cref="TlsReloadStatus.Failed"/>.</param>
public sealed record TlsReload(TlsReloadStatus Status, TlsFileException? Failure = null)
{
    internal static TlsReload Unchanged { get; } = new(TlsReloadStatus.Unchanged);

    internal static TlsReload Reloaded { get; } = new(TlsReloadStatus.Reloaded);
}
