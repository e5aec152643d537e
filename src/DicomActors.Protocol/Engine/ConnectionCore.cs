using System.Net;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.StateMachine;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;
#pragma warning disable

namespace DicomActors.Protocol.Engine;

internal sealed class ConnectionCore(AssociationRole role, TransportConnector? connector, TransportConnection? transport, AssociationRequest? request, IDicomServiceUser user, DicomServiceOptions options, ILogger logger)
{
    public AssociationState State => AssociationState.Idle;
    public Association? Association => null;
    public EndPoint? RemoteEndPoint => null;
    public DicomServiceCounters Counters => default;
    public Task<ConnectionEnd> RunAsync(CancellationToken stop) => throw new NotSupportedException();
    public OutboundRequest Send(DimseRequest request, IDimseRequestListener listener, SendOptions? options) => throw new NotSupportedException();
    public bool Cancel(OutboundRequest request) => throw new NotSupportedException();
    public void SendNextMessage() => throw new NotSupportedException();
    public void Release(ConnectionEndReason reason, string message) => throw new NotSupportedException();
    public void Abort(string? cause) => throw new NotSupportedException();
    public bool Respond(InboundRequest request, DimseResponse response) => throw new NotSupportedException();
    public ValueTask WaitForResponseRoomAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
