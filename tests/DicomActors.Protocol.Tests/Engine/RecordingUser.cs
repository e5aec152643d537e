using System.Collections.Concurrent;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>A service user that writes down what it is told, accepts by <see cref="Policy"/>, and answers everything with Success.</summary>
internal sealed class RecordingUser : IDicomServiceUser
{
    private readonly TaskCompletionSource<Association> _established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ConnectionEnd> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<InboundRequest> _firstRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<InboundRequest> Requests { get; } = new();

    public AcceptorPolicy? Policy { get; set; } = Engines.Policy;

    public Action<InboundRequest> OnRequest { get; set; } = static request => request.Respond(DimseStatus.Success);

    public Func<InboundRequest, CancellationToken, ValueTask<ContentSink?>> OpenSink { get; set; } =
        static (_, _) => new(new DiscardingContentSink());

    public AssociationIndication? Indication { get; private set; }

    public Task<Association> Established => _established.Task;

    public Task<ConnectionEnd> Closed => _closed.Task;

    public Task<InboundRequest> FirstRequest => _firstRequest.Task;

    public void OnTransportConnected(TransportInfo info) => Calls.Enqueue("connected");

    public void OnAssociationRequested(AssociationIndication indication)
    {
        Calls.Enqueue("requested");
        Indication = indication;
        if (Policy is not null)
        {
            indication.Accept(Policy);
        }
    }

    public void OnAssociationEstablished(Association association)
    {
        Calls.Enqueue("established");
        _established.TrySetResult(association);
    }

    public void OnAssociationRejected(AssociationRejection rejection) => Calls.Enqueue("rejected");

    public void OnReleaseRequested() => Calls.Enqueue("release requested");

    public void OnAssociationReleased(bool requestedByPeer) => Calls.Enqueue(requestedByPeer ? "released by peer" : "released");

    public void OnAborted(AbortIndication abort) => Calls.Enqueue($"aborted {(abort.ByPeer ? "by peer" : "by us")} {abort.Source}/{(byte)abort.Reason}");

    public ValueTask<ContentSink?> OpenStoreSinkAsync(InboundRequest request, CancellationToken cancellationToken) =>
        OpenSink(request, cancellationToken);

    public void OnRequestReceived(InboundRequest request)
    {
        Calls.Enqueue($"request {request.Request.Command}");
        Requests.Enqueue(request);
        _firstRequest.TrySetResult(request);
        OnRequest(request);
    }

    public void OnSendQueueEmpty() => Calls.Enqueue("queue empty");

    public void OnClosed(ConnectionEnd connectionEnd)
    {
        Calls.Enqueue("closed");
        _closed.SetResult(connectionEnd);
    }
}
