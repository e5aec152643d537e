using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace Micro.Engine;

/// <summary>Accepts everything, forgets what is stored, and answers Success at once.</summary>
internal sealed class WillingUser : DicomServiceUser
{
    private readonly TaskCompletionSource _established = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Established => _established.Task;

    public override void OnAssociationRequested(AssociationIndication indication) => indication.Accept(Samples.Policy);

    public override void OnAssociationEstablished(Association association) => _established.SetResult();

    public override ValueTask<ContentSink?> OpenStoreSinkAsync(InboundRequest request, CancellationToken cancellationToken) =>
        new(new DiscardingContentSink());

    public override void OnRequestReceived(InboundRequest request) => request.Respond(DimseStatus.Success);
}
