using DicomActors.Listeners;
using DicomActors.Protocol.Transport;

namespace DicomActors.Connections;

/// <summary>
/// Take over an accepted transport connection as association acceptor. From here on the factory owns the transport. Above
/// <c>dicom-actors.connections.maximum</c> the peer's association is rejected (transient, local limit exceeded); far above it, and
/// while the factory drains, the transport is dropped. Answered with <see cref="ConnectionOpened"/>, or with <c>Status.Failure</c> of a
/// <see cref="ConnectionRefusedException"/>.
/// </summary>
/// <param name="Transport">The accepted connection.</param>
/// <param name="Settings">Whom to accept and who handles the requests.</param>
public sealed record AdoptConnection(TransportConnection Transport, AcceptorSettings Settings) : IConnectionFactoryCommand
{
    /// <summary>The connection's place with the listener that accepted it; null if there is none.</summary>
    internal AdmissionPlace? Place { get; init; }
}
