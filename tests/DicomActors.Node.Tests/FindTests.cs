using System.Runtime.CompilerServices;
using Akka.Actor;
using DicomActors.Handlers;
using DicomActors.Processes;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Tests;

/// <summary><c>find</c> through the regular client, against our own handler actor.</summary>
public sealed class FindTests
{
    [Fact]
    public async Task PeerBreaksOffAfterAMatch_QueryIsAskedAgainAndEachMatchShownOnce()
    {
        var (peer, asked) = await StartAsync(breaks: 2);
        await using var _ = peer;

        var find = (await NodeProgram.RunAsync("find", "127.0.0.1", peer.Port, "PatientName=")).ExpectExit(ExitCode.Done);

        Assert.Equal(3, asked.Count);
        Assert.Equal(["DOE^1", "DOE^2", "DOE^3"], find.OutputLines.Skip(1).Select(static line => line.Split('\t')[0]));
        Assert.Equal("3 matches.", Assert.Single(find.ErrorLines));
    }

    [Fact]
    public async Task PeerBreaksOffEachTime_RetriesAreUsedUp_SaysWhyAndShowsNothing()
    {
        var (peer, asked) = await StartAsync(breaks: int.MaxValue);
        await using var _ = peer;

        var find = (await NodeProgram.RunAsync("find", "127.0.0.1", peer.Port, "PatientName=", "--retries", "1")).ExpectExit(ExitCode.NoAssociation);

        Assert.Equal(2, asked.Count);
        Assert.Contains("abort", Assert.Single(find.ErrorLines), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(find.OutputLines);
    }

    [Fact]
    public async Task MoreMatchesThanWanted_Limit_CancelsTheQueryAndSaysSo()
    {
        var (peer, _) = await StartAsync(breaks: 0);
        await using var __ = peer;

        var find = (await NodeProgram.RunAsync("find", "127.0.0.1", peer.Port, "PatientName=", "--limit", "2")).ExpectExit(ExitCode.Done);

        Assert.Equal(3, find.OutputLines.Count);
        Assert.Contains("only the first 2 matches", Assert.Single(find.ErrorLines), StringComparison.Ordinal);
    }

    private static async Task<(ActedPeer Peer, List<string> Asked)> StartAsync(int breaks)
    {
        var peer = await ActedPeer.StartAsync();
        var asked = new List<string>();
        await peer.ServeAsync(Props.Create(() => new Finder(asked, breaks)));
        return (peer, asked);
    }

    /// <summary>Has three matches; breaks off after the first so many times.</summary>
    private sealed class Finder(List<string> asked, int breaks) : CFindHandlerActor(null, SopClasses.StudyRootFind)
    {
        protected override async IAsyncEnumerable<EncodedDataset> FindAsync(
            InboundExchange exchange, CFindRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            asked.Add(exchange.Association.CallingAETitle);
            for (var number = 1; number <= 3; number++)
            {
                yield return new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.PatientName, $"DOE^{number}").Build();
                if (asked.Count <= breaks)
                {
                    await ActedPeer.AbortAsync(exchange);
                }
            }
        }
    }
}
