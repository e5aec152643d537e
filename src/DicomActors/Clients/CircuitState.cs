namespace DicomActors.Clients;

/// <summary>Whether a peer is worth trying.</summary>
public enum CircuitState
{
    /// <summary>It works, as far as we know.</summary>
    Closed,

    /// <summary>It failed too often in a row; it is left alone for a while.</summary>
    Open,

    /// <summary>One association tries whether it works again.</summary>
    HalfOpen,
}
