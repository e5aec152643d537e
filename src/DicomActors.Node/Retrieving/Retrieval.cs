using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Finding;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Node.Retrieving;

/// <summary>One C-MOVE or C-GET.</summary>
/// <param name="node">Where it runs.</param>
/// <param name="peer">Whom it is asked of.</param>
/// <param name="sopClass">The information model of the service.</param>
/// <param name="query">What is wanted.</param>
internal sealed class Retrieval(NodeSystem node, Peer peer, Uid sopClass, Query query)
{
    /// <summary>Storage classes to take back, with their handler; null: the instances go elsewhere.</summary>
    public AdvancedDicomClientConnectionRequestHandlers? Handlers { get; init; }

    /// <summary>Whether to show how far it has come.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Does it.</summary>
    /// <exception cref="VerbException">The peer does not offer the service, or there was no final response.</exception>
    public async Task<TResult> RunAsync<TResult>(Func<EncodedDataset, DimseRequest> create, CancellationToken interrupted)
    {
        await using var session = await PeerSession.OpenAsync(node, peer, Propose(), Handlers, interrupted);
        if (session.Association.FindContext(sopClass)?.AcceptedTransferSyntax is not { } transferSyntax)
        {
            await session.ReleaseAsync(interrupted);
            throw new VerbException(ExitCode.PeerFailed, $"{peer} does not offer {sopClass.Name}. Another model may help: --model {QueryModel.Study.Name}|{QueryModel.Patient.Name}");
        }

        try
        {
            var counters = new RetrieveCounters();
            var watcher = node.System.ActorOf(Props.Create(() => new RetrieveCounters.Watcher(counters)));
            var work = session.ConverseAsync<TResult>(new Converse(create(query.Encode(transferSyntax))) { Progress = watcher }, interrupted);
            if (ShowsProgress)
            {
                await RetrieveProgress.ShowAsync(counters, work);
            }

            var result = await work;
            await session.ReleaseAsync(interrupted);
            return result;
        }
        catch (DicomConnectionException problem)
        {
            throw PeerProblem.Explain(problem, peer);
        }
    }

    private AssociationRequest Propose()
    {
        var request = peer.Propose().WithContext(sopClass, TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian);

        // PS3.4 C.5.3: the peer sends on this association, so we are the SCP of what it sends.
        return Handlers is null ? request : Clients.DicomPeer.DefaultRetrievedSopClasses.Aggregate(request, static (proposal, storage) => proposal
            .WithContext(storage, TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian)
            .WithRole(storage, scu: true, scp: true));
    }
}
