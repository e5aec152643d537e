namespace DicomActors.Connections;

/// <summary>The factory takes no further connection: a limit of its settings is reached, or it is draining.</summary>
public sealed class ConnectionRefusedException(string message) : DicomConnectionException(message);
