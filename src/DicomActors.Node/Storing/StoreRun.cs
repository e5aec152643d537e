using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;

namespace DicomActors.Node.Storing;

/// <summary>Sends files to a peer: as few associations as their kinds need, one after the other.</summary>
internal sealed class StoreRun(NodeSystem node, Peer peer, FileCollection collection, StoreCounters counters)
{
    /// <summary>
    /// Requests handed to the connection at a time: enough that the next is ready when the peer has answered, few enough that an end
    /// of the association leaves few in doubt.
    /// </summary>
    private const int RequestsAtOnce = 8;

    /// <summary>Files below this are over before their progress could be shown.</summary>
    private const long WorthWatching = 1 << 20;

    private static readonly SendOptions Watched = new() { WantsProgress = true };

    private readonly StoreReport _report = new(collection);

    /// <summary>Sends everything that can be sent. Never throws for what the peer does: the report says it.</summary>
    public async Task<StoreReport> RunAsync(CancellationToken interrupted)
    {
        foreach (var plan in StorePlan.For(collection.Files, peer.Propose()))
        {
            if (_report.Stopped is not null)
            {
                break;
            }

            try
            {
                await using var session = await PeerSession.OpenAsync(node, peer, plan.Proposal, interrupted);
                await SendAsync(session, plan.Files, interrupted);
                await session.ReleaseAsync(interrupted);
            }
            catch (VerbException problem)
            {
                _report.Stop(problem);
            }
            catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
            {
                _report.Stop(new VerbException(ExitCode.Interrupted, "interrupted."));
            }
        }

        _report.Elapsed = counters.Elapsed;
        return _report;
    }

    private async Task SendAsync(PeerSession session, IReadOnlyList<StoreFile> files, CancellationToken interrupted)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        var options = new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = over.Token };
        try
        {
            await Parallel.ForEachAsync(files, options, async (file, cancelled) =>
            {
                if (!await TrySendAsync(session, file, cancelled))
                {
                    await over.CancelAsync();
                }
            });
        }
        catch (OperationCanceledException) when (!interrupted.IsCancellationRequested)
        {
            // The association is over, and the report knows why.
        }
    }

    /// <summary>Sends one file; false when the association can carry no more.</summary>
    private async Task<bool> TrySendAsync(PeerSession session, StoreFile file, CancellationToken cancelled)
    {
        var request = new Converse(new CStoreRequest(file.Content)) { Options = file.Length >= WorthWatching ? Watched : null };
        try
        {
            if (session.Association.FindContext(file.Content.SopClassUid, file.Content.TransferSyntax) is null)
            {
                _report.Fail(file, $"the peer does not take {Name(file.Content.SopClassUid)} in {file.Content.TransferSyntax.Name}.");
                return true;
            }

            var result = await session.ConverseAsync<CStoreResult>(request, cancelled);
            if (result.Status.IsSuccessOrWarning)
            {
                _report.Add(file, result.Status.Category == DimseStatusCategory.Warning ? Remark(result) : null);
            }
            else
            {
                _report.Fail(file, Remark(result));
            }

            return true;
        }
        catch (DicomRequestException problem) when (problem.Ending is RequestFailedEvent { Reason: RequestFailure.ContentUnavailable or RequestFailure.InvalidRequest })
        {
            _report.Fail(file, problem.Message);
            return true;
        }
        catch (DicomConnectionException problem)
        {
            _report.Stop(PeerProblem.Explain(problem, peer));
            return false;
        }
        finally
        {
            counters.Done(request.RequestId, file.Length);
        }
    }

    private static string Name(Uid sopClass) => sopClass.Name ?? sopClass.Value;

    private static string Remark(CStoreResult result) =>
        $"the peer answered {result.Status}{(result.Response.ErrorComment is { Length: > 0 } comment ? $" ({comment})" : "")}.";
}
