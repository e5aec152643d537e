namespace DicomActors.Handlers;

/// <summary>How far a request of a peer has come.</summary>
internal enum ExchangePhase
{
    /// <summary>Waits until its handler may take one more.</summary>
    Waiting,

    /// <summary>The bytes of a C-STORE are on their way to its sink.</summary>
    Arriving,

    /// <summary>The handler has it.</summary>
    Handling,
}
