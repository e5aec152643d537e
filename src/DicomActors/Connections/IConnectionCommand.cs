namespace DicomActors.Connections;

/// <summary>
/// What a <see cref="ConnectionActor"/> may be told. A command that does not fit the state of the connection is answered
/// with <c>Status.Failure</c> of an <see cref="InvalidConnectionStateException"/>; nothing is ignored silently.
/// </summary>
public interface IConnectionCommand;
