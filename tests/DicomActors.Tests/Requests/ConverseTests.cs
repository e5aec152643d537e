using Akka.Actor;
using DicomActors.Events;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Requests;

/// <summary>Every service, asked for as a whole.</summary>
public sealed class ConverseTests(ITestOutputHelper output) : ScriptedPeerSpec(output, "dicom-actors.connection.progress-interval = 10ms")
{
    private static readonly Uid Mpps = SopClasses.ModalityPerformedProcedureStep;
    private static readonly Uid Instance = new("1.2.3.9");

    private static readonly EncodedDataset FailedInstances = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
        .Add(DicomTag.FailedSopInstanceUidList, "1.2.3", "1.2.4").Build();

    private async Task<T> AskAsync<T>(DimseRequest request, params DimseResponse[] responses)
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var result = connection.Ask<T>(new Converse(request), Patience);
        var message = await peer.ExpectMessageAsync(request.Command);
        foreach (var response in responses)
        {
            await RespondAsync(peer, message, request, response);
        }

        return await result;
    }

    [Fact]
    public async Task Move_Answered_GivesCountsAndFailedInstances()
    {
        var result = await AskAsync<CMoveResult>(
            Move,
            new CMoveResponse(DimseStatus.Pending) { Remaining = 3, Completed = 0, Failed = 0, Warning = 0 },
            new CMoveResponse(DimseStatus.CompletedWithWarnings) { Completed = 1, Failed = 2, Identifier = FailedInstances });

        Assert.Equal(DimseStatus.CompletedWithWarnings, result.Status);
        Assert.Equal(new SubOperationCounts(0, 1, 2, 0), result.Counts);
        Assert.Equal([new Uid("1.2.3"), new Uid("1.2.4")], result.FailedSopInstanceUids);
    }

    [Fact]
    public async Task Move_AnsweredWithoutCounts_SaysThatTheyAreUnknown()
    {
        var result = await AskAsync<CMoveResult>(Move, new CMoveResponse(DimseStatus.MoveDestinationUnknown));

        Assert.Equal(DimseStatus.MoveDestinationUnknown, result.Status);
        Assert.Equal(SubOperationCounts.Unknown, result.Counts);
        Assert.Empty(result.FailedSopInstanceUids);
    }

    [Fact]
    public async Task Get_Answered_GivesCountsAndFailedInstances()
    {
        var result = await AskAsync<CGetResult>(
            Get,
            new CGetResponse(DimseStatus.Pending) { Remaining = 1, Completed = 1, Failed = 0, Warning = 1 },
            new CGetResponse(DimseStatus.OutOfResources) { Failed = 1, Identifier = FailedInstances });

        Assert.Equal(DimseStatus.OutOfResources, result.Status);
        Assert.Equal(new SubOperationCounts(1, 1, 1, 1), result.Counts);
        Assert.Equal(2, result.FailedSopInstanceUids.Count);
    }

    [Fact]
    public async Task NCreate_Answered_GivesInstanceAndAttributes()
    {
        var result = await AskAsync<NCreateResult>(
            new NCreateRequest(Mpps), new NCreateResponse(DimseStatus.Success) { AffectedSopInstanceUid = Instance, AttributeList = Keys });

        Assert.Equal((DimseStatus.Success, Instance), (result.Status, result.SopInstanceUid));
        Assert.Equal("STUDY", result.AttributeList?.GetString(DicomTag.QueryRetrieveLevel));
    }

    [Fact]
    public async Task NSet_Answered_GivesAttributes()
    {
        var result = await AskAsync<NSetResult>(
            new NSetRequest(Mpps, Instance, Keys), new NSetResponse(DimseStatus.AttributeListError) { AttributeList = Keys });

        Assert.Equal(DimseStatus.AttributeListError, result.Status);
        Assert.NotNull(result.AttributeList);
    }

    [Fact]
    public async Task NGet_Answered_GivesAttributes()
    {
        var result = await AskAsync<NGetResult>(new NGetRequest(Mpps, Instance), new NGetResponse(DimseStatus.Success) { AttributeList = Keys });

        Assert.Equal("STUDY", result.AttributeList?.GetString(DicomTag.QueryRetrieveLevel));
    }

    [Fact]
    public async Task NAction_Answered_GivesReply()
    {
        var result = await AskAsync<NActionResult>(
            new NActionRequest(Mpps, Instance, 1), new NActionResponse(DimseStatus.Success) { ActionTypeId = 1, ActionReply = Keys });

        Assert.Equal<(ushort?, bool)>((1, true), (result.Response.ActionTypeId, result.ActionReply is not null));
    }

    [Fact]
    public async Task NEventReport_Answered_GivesReply()
    {
        var result = await AskAsync<NEventReportResult>(
            new NEventReportRequest(Mpps, Instance, 1), new NEventReportResponse(DimseStatus.NoSuchEventType) { EventReply = Keys });

        Assert.Equal((DimseStatus.NoSuchEventType, true), (result.Status, result.EventReply is not null));
    }

    [Fact]
    public async Task NDelete_Answered_GivesStatus()
    {
        var result = await AskAsync<NDeleteResult>(new NDeleteRequest(Mpps, Instance), new NDeleteResponse(DimseStatus.NoSuchSopInstance));

        Assert.Equal(DimseStatus.NoSuchSopInstance, result.Status);
    }

    [Fact]
    public async Task Find_LimitReached_CancelsAndGivesThatMany()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var asked = connection.Ask<CFindResult>(new Converse(Find) { MaximumMatches = 2 }, Patience);
        var find = await peer.ExpectMessageAsync();
        for (var i = 0; i < 3; i++)
        {
            await peer.RespondAsync(find, DimseStatus.Pending, Keys.Bytes);
        }

        await peer.ExpectMessageAsync(DimseCommand.CCancelRequest);
        await peer.RespondAsync(find, DimseStatus.Cancel);

        var result = await asked;
        Assert.Equal((2, true, DimseStatus.Cancel), (result.Matches.Count, result.LimitReached, result.Status));
        Assert.True(result.Elapsed > TimeSpan.Zero, "A query that was cut off took its time, too.");
    }

    [Fact]
    public async Task Find_PeerNeverEnds_TotalTimeoutEndsTheConversation()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        var asked = connection.Ask<CFindResult>(
            new Converse(Find) { Options = new SendOptions { TotalTimeout = TimeSpan.FromMilliseconds(100) } }, Patience);
        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Pending, Keys.Bytes);

        var failure = await Assert.ThrowsAsync<DicomRequestException>(() => asked);

        Assert.Equal((RequestEndReason.TimedOut, null), (failure.Reason, failure.ConnectionEnd));
    }

    [Fact]
    public async Task Move_ProgressWanted_IsToldEveryPendingResponseBeforeTheAnswer()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        connection.Tell(new Converse(Move) { Progress = TestActor }, TestActor);
        var move = await peer.ExpectMessageAsync();
        await RespondAsync(peer, move, Move, new CMoveResponse(DimseStatus.Pending) { Remaining = 1, Completed = 0 });
        await RespondAsync(peer, move, Move, new CMoveResponse(DimseStatus.Pending) { Remaining = 0, Completed = 1 });
        await RespondAsync(peer, move, Move, new CMoveResponse(DimseStatus.Success) { Completed = 1 });

        var first = await ExpectMsgAsync<RequestPendingEvent>(Patience);
        await ExpectMsgAsync<RequestPendingEvent>(Patience);
        await ExpectMsgAsync<CMoveResult>(Patience);
        Assert.Equal((ushort)1, ((CMoveResponse)first.Response).Remaining);
    }

    [Fact]
    public async Task Store_ProgressWanted_IsToldUpToTheLastByteBeforeTheAnswer()
    {
        var (connection, peer) = await AssociateWithPeerAsync();
        await using var _ = peer;
        connection.Tell(new Converse(new CStoreRequest(Content(1_000_000))) { Progress = TestActor }, TestActor);
        await peer.RespondAsync(await peer.ExpectMessageAsync(DimseCommand.CStoreRequest), DimseStatus.Success);

        var progress = await ExpectMsgAsync<TransferProgressEvent>(Patience);
        object next;
        while ((next = await ExpectMsgAsync<object>(Patience)) is TransferProgressEvent later)
        {
            progress = later;
        }

        Assert.Equal((1_000_000, 1_000_000L), (progress.BytesSent, progress.TotalBytes));
        Assert.IsType<CStoreResult>(next);
    }
}
