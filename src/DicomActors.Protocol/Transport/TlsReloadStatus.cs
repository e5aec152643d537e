namespace DicomActors.Protocol.Transport;

/// <summary>Outcome of reading certificate files again.</summary>
public enum TlsReloadStatus
{
    /// <summary>There is nothing to read again: certificates from memory, or files as they were.</summary>
    Unchanged,

    /// <summary>The new certificates are in use from the next handshake on.</summary>
    Reloaded,

    /// <summary>The new files are bad; the certificates read before stay in use.</summary>
    Failed,
}
