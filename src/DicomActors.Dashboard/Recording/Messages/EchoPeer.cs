namespace DicomActors.Dashboard.Recording.Messages;

/// <summary>Send a C-ECHO to a peer. Answered with <see cref="Api.EchoReport"/> or <see cref="EchoRefused"/>.</summary>
internal sealed record EchoPeer(string Peer);
