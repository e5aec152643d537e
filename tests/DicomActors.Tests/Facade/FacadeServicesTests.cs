using DicomActors.Events;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using DicomActors.Tests.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests.Facade;

/// <summary>The named methods, one per service.</summary>
public sealed class FacadeServicesTests(ITestOutputHelper output) : ScriptedPeerSpec(output, "dicom-actors.connection.progress-interval = 10ms")
{
    private static readonly Uid Mpps = SopClasses.ModalityPerformedProcedureStep;
    private static readonly Uid Instance = new("1.2.3.9");

    [Fact]
    public async Task EachNormalizedService_Called_GivesItsResult()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;

        Assert.Equal(Instance, (await Answered(
            connection.NCreateAsync(new NCreateRequest(Mpps)), new NCreateResponse(DimseStatus.Success) { AffectedSopInstanceUid = Instance })).SopInstanceUid);
        Assert.NotNull((await Answered(
            connection.NSetAsync(new NSetRequest(Mpps, Instance, Keys)), new NSetResponse(DimseStatus.Success) { AttributeList = Keys })).AttributeList);
        Assert.NotNull((await Answered(
            connection.NGetAsync(new NGetRequest(Mpps, Instance)), new NGetResponse(DimseStatus.Success) { AttributeList = Keys })).AttributeList);
        Assert.NotNull((await Answered(
            connection.NActionAsync(new NActionRequest(Mpps, Instance, 1)), new NActionResponse(DimseStatus.Success) { ActionReply = Keys })).ActionReply);
        Assert.NotNull((await Answered(
            connection.NEventReportAsync(new NEventReportRequest(Mpps, Instance, 1)), new NEventReportResponse(DimseStatus.Success) { EventReply = Keys })).EventReply);
        Assert.Equal(DimseStatus.NotAuthorized, (await Answered(
            connection.NDeleteAsync(new NDeleteRequest(Mpps, Instance)), new NDeleteResponse(DimseStatus.NotAuthorized))).Status);

        async Task<T> Answered<T>(Task<T> result, DimseResponse response)
        {
            var message = await peer.ExpectMessageAsync((DimseCommand)((ushort)response.Command & 0x7FFF));
            await RespondAsync(peer, message, new NDeleteRequest(Mpps, Instance), response);
            return await result.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task Move_ProgressWanted_ReportsCounts()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        var reports = new RecordingProgress<SubOperationCounts>();
        var result = connection.MoveAsync(Move, progress: reports);
        var move = await peer.ExpectMessageAsync();

        await RespondAsync(peer, move, Move, new CMoveResponse(DimseStatus.Pending) { Remaining = 2, Completed = 0 });
        Assert.Equal(new SubOperationCounts(2, 0, null, null), await reports.NextAsync());
        await RespondAsync(peer, move, Move, new CMoveResponse(DimseStatus.Pending) { Remaining = 1, Completed = 1 });
        Assert.Equal(new SubOperationCounts(1, 1, null, null), await reports.NextAsync());
        await RespondAsync(peer, move, Move, new CMoveResponse(DimseStatus.Success) { Completed = 2 });

        Assert.Equal(new SubOperationCounts(0, 2, null, null), (await result.WaitAsync(Patience)).Counts);
    }

    [Fact]
    public async Task Get_Called_GivesCounts()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        var result = connection.GetAsync(Get);

        await RespondAsync(peer, await peer.ExpectMessageAsync(), Get, new CGetResponse(DimseStatus.Success) { Completed = 7 });

        Assert.Equal(7, (await result.WaitAsync(Patience)).Counts.Completed);
    }

    [Fact]
    public async Task Store_ProgressWanted_ReportsUpToTheLastByte()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        var reports = new RecordingProgress<TransferProgressEvent>();
        var result = connection.StoreAsync(Content(1_000_000), progress: reports);

        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Success);
        await result.WaitAsync(Patience);

        Assert.Equal(1_000_000, reports.Last!.BytesSent);
    }

    [Fact]
    public async Task Store_ProgressThrows_TheCallThrowsIt()
    {
        var (connection, peer) = await AssociateFacadeAsync();
        await using var _ = peer;
        var result = connection.StoreAsync(Content(1_000_000), progress: new BrokenProgress());

        await peer.RespondAsync(await peer.ExpectMessageAsync(), DimseStatus.Success);

        await Assert.ThrowsAsync<NotSupportedException>(() => result.WaitAsync(Patience));
    }

    private sealed class RecordingProgress<T> : IProgress<T>
    {
        private readonly System.Threading.Channels.Channel<T> _reports = System.Threading.Channels.Channel.CreateUnbounded<T>();

        public T? Last { get; private set; }

        public void Report(T value)
        {
            Last = value;
            _reports.Writer.TryWrite(value);
        }

        public Task<T> NextAsync() => _reports.Reader.ReadAsync().AsTask().WaitAsync(Patience);
    }

    private sealed class BrokenProgress : IProgress<TransferProgressEvent>
    {
        public void Report(TransferProgressEvent value) => throw new NotSupportedException();
    }
}
