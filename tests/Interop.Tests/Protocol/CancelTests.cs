using System.Globalization;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>C-CANCEL (PS3.7 9.3.2.3), sent and received.</summary>
public sealed class CancelTests
{
    private const int Entries = 800;

    private static readonly AcceptorPolicy Policy = new AcceptorPolicy()
        .WithSopClass(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian)
        .WithSopClass(SopClasses.StudyRootMove, TransferSyntax.ExplicitVRLittleEndian);

    /// <summary>
    /// The peer cannot run through to the end before our C-CANCEL is there: its send buffer and our receive buffer are small, and after
    /// the first match we read nothing until the C-CANCEL is written.
    /// </summary>
    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_ALongFindIsCancelledAfterTheFirstMatch_EndsWithStatusCancel()
    {
        using var folder = new TemporaryFolder();
        await using var server = await QueryServer.StartAsync(await ImageCopies.CreateAsync(folder.Path, Entries), isSlowed: true);
        var gate = new GatedConnector(new TcpConnector(new TcpConnectorOptions("127.0.0.1", server.Port)
        {
            Socket = TcpSocketOptions.Default with { ReceiveBufferSize = 4096 },
        }));
        await using var requestor = Requestor.Start(
            gate, new AssociationRequest("OURS", QueryServer.AETitle).WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian));
        var cancels = 0;
        var listener = new RequestListener
        {
            WhenPending = request =>
            {
                if (cancels++ == 0)
                {
                    gate.Close();
                    Assert.True(requestor.Service.Cancel(request));
                }
            },
        };

        requestor.Service.Send(new CFindRequest(SopClasses.StudyRootFind, Keys.AllImages), listener);

        var outcome = await listener.OutcomeAsync();
        await requestor.ReleaseAsync();
        Assert.True(outcome is RequestCancelled { Response.Status.Code: 0xFE00 }, $"expected a cancelled request with status FE00, got {outcome}");
        Assert.InRange(listener.Pending.Count, 1, Entries / 2);
    }

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_AFindIsCancelledAndTheAssociationUsedAgain_AnswersTheNextFindWhole()
    {
        using var folder = new TemporaryFolder();
        await using var server = await QueryServer.StartAsync(await ImageCopies.CreateAsync(folder.Path, 50));
        await using var requestor = Requestor.Start(
            server.Port, new AssociationRequest("OURS", QueryServer.AETitle).WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian));
        var first = new RequestListener { WhenPending = request => requestor.Service.Cancel(request) };

        requestor.Service.Send(new CFindRequest(SopClasses.StudyRootFind, Keys.AllImages), first);
        var second = requestor.Send(new CFindRequest(SopClasses.StudyRootFind, Keys.AllImages));

        // With so few entries the peer may be through before the C-CANCEL is there: then it is Success with every match.
        var outcome = await first.OutcomeAsync();
        Assert.True(
            outcome is RequestCancelled { Response.Status.Code: 0xFE00 }
            || (outcome is RequestCompleted { Response.Status.Code: 0 } && first.Pending.Count == 50),
            $"expected cancelled, or complete with 50 matches; got {outcome} after {first.Pending.Count} matches");
        Assert.Equal(DimseStatus.Success, (await second.ResponseAsync<CFindResponse>()).Status);
        Assert.Equal(50, second.Pending.Count);
        await requestor.ReleaseAsync();
    }

    [PeerFact("findscu")]
    public async Task Findscu_CancelsAfterThreeMatches_OurHandlerIsToldAndAnswersCancel()
    {
        var cancelled = new TaskCompletionSource();
        await using var acceptor = Acceptor.Start(Policy, (_, request) =>
        {
            request.Cancelled.Register(() =>
            {
                cancelled.TrySetResult();
                request.Respond(DimseStatus.Cancel);
            });
            for (var number = 1; number <= 3; number++)
            {
                request.Respond(new CFindResponse(DimseStatus.Pending) { Identifier = Keys.Study($"1.2.{number}") });
            }
        });

        var find = (await RunningProgram.RunAsync(
            PeerTools.Require("findscu"), "-d", "-S", "--cancel", "3", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID",
            "127.0.0.1", Text(acceptor.Port))).ExpectExit(0);

        await cancelled.Task.WaitAsync(RunningProgram.Patience);
        var (_, end) = await acceptor.NextEndAsync();
        Assert.Equal(ConnectionEndReason.Released, end.Reason);
        Assert.Contains("Sending Cancel Request", find.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("0xfe00", find.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [PeerFact("findscu")]
    public async Task Findscu_CancelsAfterTheLastMatch_TheLateCancelIsIgnored()
    {
        await using var acceptor = Acceptor.Start(Policy, static (_, request) =>
        {
            request.Respond(new CFindResponse(DimseStatus.Pending) { Identifier = Keys.Study("1.2.1") });
            request.Respond(DimseStatus.Success);
        });

        (await RunningProgram.RunAsync(
            PeerTools.Require("findscu"), "-d", "-S", "--cancel", "1", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID",
            "127.0.0.1", Text(acceptor.Port))).ExpectExit(0);

        var (_, end) = await acceptor.NextEndAsync();
        Assert.Equal(ConnectionEndReason.Released, end.Reason);
    }

    [PeerFact("movescu")]
    public async Task Movescu_CancelsAfterTheFirstResponse_OurHandlerIsToldAndAnswersCancelWithCounts()
    {
        await using var acceptor = Acceptor.Start(Policy, static (_, request) =>
        {
            request.Cancelled.Register(() =>
                request.Respond(new CMoveResponse(DimseStatus.Cancel) { Remaining = 9, Completed = 1, Failed = 0, Warning = 0 }));
            request.Respond(new CMoveResponse(DimseStatus.Pending) { Remaining = 9, Completed = 1, Failed = 0, Warning = 0 });
        });

        var move = await RunningProgram.RunAsync(
            PeerTools.Require("movescu"), "-d", "-S", "--cancel", "1", "-aem", "ANYWHERE", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=1.2",
            "127.0.0.1", Text(acceptor.Port));

        var (_, end) = await acceptor.NextEndAsync();
        Assert.True(end.Reason == ConnectionEndReason.Released, $"expected a release, got {end}\n{move}");
        Assert.Contains("0xfe00", move.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
