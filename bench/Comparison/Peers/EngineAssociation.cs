using Comparison.Measuring;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comparison.Peers;

/// <summary>The bare <see cref="DicomService"/>: no actor, no events. Its answers are awaited as those of an Ask are.</summary>
internal sealed class EngineAssociation : RequestingAssociation
{
    private readonly DicomService _service;
    private readonly Task<ConnectionEnd> _run;

    private EngineAssociation(DicomService service)
    {
        _service = service;
        _run = service.RunAsync(CancellationToken.None);
    }

    /// <summary>Connects and opens the association.</summary>
    public static async Task<EngineAssociation> OpenAsync(int port)
    {
        var user = new User();
        var connector = new TcpConnector(new TcpConnectorOptions("127.0.0.1", port));
        var association = new EngineAssociation(
            DicomService.ForRequestor(connector, Proposal, user, DicomServiceOptions.Default, NullLogger.Instance));
        await user.Established;
        return association;
    }

    public override async Task RequestAsync(DimseRequest request)
    {
        var listener = new Listener();
        _service.Send(request, listener);
        Require(await listener.Outcome is RequestCompleted completed
            ? completed.Response.Status
            : throw new BenchException($"A request ended otherwise: {await listener.Outcome}"));
    }

    public override async ValueTask DisposeAsync()
    {
        _service.Release();
        await _run;
        await _service.DisposeAsync();
    }

    private sealed class User : DicomServiceUser
    {
        private readonly TaskCompletionSource _established = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Established => _established.Task;

        public override void OnAssociationEstablished(Association association) => _established.SetResult();

        public override void OnClosed(ConnectionEnd connectionEnd) => _established.TrySetException(new BenchException($"No association: {connectionEnd}"));
    }

    private sealed class Listener : IDimseRequestListener
    {
        private readonly TaskCompletionSource<RequestOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<RequestOutcome> Outcome => _outcome.Task;

        public void OnSent(OutboundRequest request)
        {
        }

        public ValueTask OnPending(OutboundRequest request, DimseResponse response) => ValueTask.CompletedTask;

        public void OnProgress(OutboundRequest request, long bytesSent)
        {
        }

        public void OnEnded(OutboundRequest request, RequestOutcome outcome) => _outcome.SetResult(outcome);
    }
}
