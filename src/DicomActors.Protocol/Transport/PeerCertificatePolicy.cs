namespace DicomActors.Protocol.Transport;

/// <summary>What an acceptor wants of its peers' certificates.</summary>
public enum PeerCertificatePolicy
{
    /// <summary>A valid certificate is needed (mutual authentication).</summary>
    Required,

    /// <summary>A certificate that is presented must be valid; none is fine.</summary>
    Optional,

    /// <summary>None is asked for.</summary>
    Ignored,
}
