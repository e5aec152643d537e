namespace DicomActors.Protocol.Transport;

/// <summary>What a TLS server wants of its clients' certificates.</summary>
public enum TlsPeerAuthentication
{
    /// <summary>A client must present a certificate, and it must be trusted (mutual authentication, as PS3.15 has it).</summary>
    Required,

    /// <summary>A client may come without a certificate; one that is presented must be trusted.</summary>
    Optional,

    /// <summary>No certificate is asked for: anyone may connect.</summary>
    None,
}
