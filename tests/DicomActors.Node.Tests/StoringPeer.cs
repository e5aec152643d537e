using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomActors.Node.Tests;

/// <summary>Stores one instance after the other on one association, until that breaks.</summary>
internal sealed class StoringPeer(NumberedInstances instances) : DicomServiceUser, IDimseRequestListener
{
    private DicomService? _service;
    private int _current;
    private bool _isUnderWay;

    /// <summary>Stores until the peer is gone.</summary>
    /// <returns>Whether a store was under way then.</returns>
    public async Task<bool> StoreUntilTheEndAsync(int port)
    {
        var request = new AssociationRequest("MODALITY", "ARCHIVE").WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);
        _service = DicomService.ForRequestor(new TcpConnector("127.0.0.1", port), request, this, DicomServiceOptions.Default, NullLogger.Instance);
        await using (_service)
        {
            await _service.RunAsync(CancellationToken.None);
        }

        return _isUnderWay;
    }

    public override void OnAssociationEstablished(Association association) => SendNext();

    public void OnSent(OutboundRequest request)
    {
    }

    public ValueTask OnPending(OutboundRequest request, DimseResponse response) => ValueTask.CompletedTask;

    public void OnProgress(OutboundRequest request, long bytesSent)
    {
    }

    public void OnEnded(OutboundRequest request, RequestOutcome outcome)
    {
        if (outcome is RequestCompleted { Response.Status: var status })
        {
            _isUnderWay = false;
            Assert.Equal(DimseStatus.Success, status);
            instances.NoteSuccess(_current);
            SendNext();
        }
    }

    private void SendNext()
    {
        (_current, var content) = instances.Next();
        _isUnderWay = true;
        _service!.Send(new CStoreRequest(content), this);
    }
}
