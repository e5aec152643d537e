using System.Collections.Concurrent;
using DicomActors.Processes;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>Our side of an association: accepts by a policy, keeps what it is sent, and answers as it is told.</summary>
internal sealed class ServiceUser : DicomServiceUser
{
    private const int LargestInstance = 64 << 20;
    private readonly TaskCompletionSource<Association> _established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<InboundRequest, MemoryContentSink> _sinks = new();

    /// <summary>What is accepted.</summary>
    public AcceptorPolicy Policy { get; init; } = new();

    /// <summary>Answers complete requests; the default says Success to all.</summary>
    public Action<InboundRequest> Answer { get; set; } = static request => request.Respond(DimseStatus.Success);

    /// <summary>The instances received completely, in order.</summary>
    public ConcurrentQueue<ReceivedInstance> Received { get; } = new();

    /// <summary>What protects the connection; null: nothing.</summary>
    public TransportSecurity? Security { get; private set; }

    /// <summary>What the peer asked for; null as requestor.</summary>
    public AssociationIndication? Indication { get; private set; }

    /// <summary>The association, once it is established; fails the test if the connection ends instead.</summary>
    public Task<Association> EstablishedAsync() => _established.Task.WaitAsync(RunningProgram.Patience);

    public override void OnTransportConnected(TransportInfo info) => Security = info.Security;

    public override void OnAssociationRequested(AssociationIndication indication)
    {
        Indication = indication;
        indication.Accept(Policy);
    }

    public override void OnAssociationEstablished(Association association) => _established.TrySetResult(association);

    public override ValueTask<ContentSink?> OpenStoreSinkAsync(InboundRequest request, CancellationToken cancellationToken)
    {
        var sink = new MemoryContentSink(LargestInstance);
        _sinks[request] = sink;
        return new(sink);
    }

    public override void OnRequestReceived(InboundRequest request)
    {
        if (request.Request is CStoreRequest store && _sinks.TryRemove(request, out var sink))
        {
            Received.Enqueue(new ReceivedInstance(store, sink));
        }

        Answer(request);
    }

    public override void OnClosed(ConnectionEnd connectionEnd) =>
        _established.TrySetException(new InvalidOperationException($"No association: {connectionEnd}"));
}
