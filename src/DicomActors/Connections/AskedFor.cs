namespace DicomActors.Connections;

/// <summary>What somebody waits to be told by a connection.</summary>
internal enum AskedFor
{
    /// <summary>That the association is established.</summary>
    Association,

    /// <summary>That the association is released.</summary>
    Release,

    /// <summary>That the connection is closed.</summary>
    Close,
}
