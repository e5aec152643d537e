using DicomActors.Protocol.Dimse;

namespace DicomActors.TestKit;

/// <summary>A DIMSE message as a <see cref="ScriptedPeer"/> received it.</summary>
/// <param name="PresentationContextId">The context it came in.</param>
/// <param name="Command">The command set.</param>
/// <param name="Dataset">The data set's bytes; null if there was none.</param>
public sealed record PeerMessage(byte PresentationContextId, CommandSet Command, byte[]? Dataset);
