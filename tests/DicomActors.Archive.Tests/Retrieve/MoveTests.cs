using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using DicomActors.Archive.Retrieve;
using DicomActors.Archive.Tests.Storage;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Archive.Tests.Retrieve;

/// <summary>C-MOVE from an archive to peers, through their regular clients.</summary>
public sealed class MoveTests(ITestOutputHelper output) : ArchiveSpec(output)
{
    private const int UnderWay = 3;

    protected override ArchiveRetrieveOptions Retrieve => new() { InstanceTimeout = TimeSpan.FromSeconds(5), MaximumUnderWay = UnderWay };

    private static AssociationRequest Association { get; } = new AssociationRequest("SCU", "ARCHIVE")
        .WithContext(SopClasses.StudyRootMove, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.PatientRootMove, TransferSyntax.ExplicitVRLittleEndian);

    private static CMoveRequest Move(string destination, EncodedDataset? keys = null) => new(SopClasses.StudyRootMove, keys ?? StudyKeys(), destination);

    private async Task ReceiveAsync(Receiver receiver, string aeTitle = "DEST", AcceptorPolicy? policy = null, int associations = 2)
    {
        var registry = new HandlerRegistry();
        registry.Register(DimseCommand.CStoreRequest, receiver);
        await ConfigurePeerAsync(aeTitle, await ListenAsync(new AcceptorSettings { Handlers = registry, Policy = policy }), associations);
    }

    [Fact]
    public async Task Study_Moved_ReachesTheDestinationWithItsOriginator()
    {
        await StoreAsync(5);
        var receiver = new Receiver();
        await ReceiveAsync(receiver);

        var (final, pending) = await SendAsync(await AssociateAsync(Association), Move("DEST"));

        var response = Assert.IsType<CMoveResponse>(final);
        Assert.Equal((DimseStatus.Success, (ushort?)5, (ushort?)0), (response.Status, response.Completed, response.Failed));
        Assert.Equal(["4/1", "3/2", "2/3", "1/4"], pending.Cast<CMoveResponse>().Select(count => $"{count.Remaining}/{count.Completed}"));
        Assert.Equal(
            Enumerable.Range(1, 5).Select(Datasets.UidOf), receiver.Stores.Select(store => store.Request.SopInstanceUid).OrderBy(uid => uid.Value, StringComparer.Ordinal));
        Assert.All(receiver.Stores, store => Assert.Equal(("SCU", true), (store.Request.MoveOriginatorAETitle, store.Request.MoveOriginatorMessageId is not null)));
        Assert.All(receiver.Stores, store => Assert.Equal(Datasets.Create(NumberOf(store.Request)).Bytes.ToArray(), store.Bytes));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("9.9")]
    public async Task DestinationNobodyKnows_Moved_AnswersA801WhetherOrNotAnythingMatches(string study)
    {
        await StoreAsync(1);

        var (final, _) = await SendAsync(await AssociateAsync(Association), Move("NOBODY", StudyKeys(study)));

        Assert.Equal(DimseStatus.MoveDestinationUnknown, final.Status);
    }

    [Fact]
    public async Task NoKeyOfTheLevel_Moved_AnswersA900AndNamesIt()
    {
        await ReceiveAsync(new Receiver());
        var keys = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY").Build();

        var (final, _) = await SendAsync(await AssociateAsync(Association), Move("DEST", keys));

        Assert.Equal(DimseStatus.DatasetDoesNotMatchSopClass, final.Status);
        Assert.Equal([DicomTag.StudyInstanceUid], final.OffendingElements);
    }

    [Fact]
    public async Task OneIsRefusedAndTwoFilesAreWrong_Moved_AnswersB000WithAllThree()
    {
        await StoreAsync(4);
        var known = await Archive.Index.LocateAsync([.. Enumerable.Range(1, 4).Select(Datasets.UidOf)]);
        string PathOf(int number) => Path.Combine(Folder, known[Datasets.UidOf(number)].RelativePath);
        File.Delete(PathOf(2));
        File.Copy(PathOf(1), PathOf(4), overwrite: true);
        await ReceiveAsync(new Receiver(store => NumberOf(store) == 3 ? DimseStatus.UnableToProcess : DimseStatus.Success));

        var (final, _) = await SendAsync(await AssociateAsync(Association), Move("DEST"));

        var response = Assert.IsType<CMoveResponse>(final);
        Assert.Equal((DimseStatus.CompletedWithWarnings, (ushort?)1, (ushort?)3), (response.Status, response.Completed, response.Failed));
        Assert.Equal(
            [Datasets.UidOf(2).Value, Datasets.UidOf(3).Value, Datasets.UidOf(4).Value],
            response.Identifier!.GetStrings(DicomTag.FailedSopInstanceUidList).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DestinationTakesOnlyImplicitVR_Moved_IsSentThat()
    {
        await StoreAsync(2);
        var receiver = new Receiver();
        await ReceiveAsync(receiver, policy: new AcceptorPolicy().WithSopClass(SopClasses.CtImageStorage, TransferSyntax.ImplicitVRLittleEndian));

        var (final, _) = await SendAsync(await AssociateAsync(Association), Move("DEST"));

        Assert.Equal(DimseStatus.Success, final.Status);
        Assert.Equal(2, receiver.Stores.Count);
        Assert.All(receiver.Stores, store => Assert.Equal(TransferSyntax.ImplicitVRLittleEndian, store.Request.Content.TransferSyntax));
    }

    [Fact]
    public async Task SlowDestination_MovedAndCancelled_HasFewAtOnceAndGetsNoMore()
    {
        await StoreAsync(20);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiver = new Receiver(wait: () =>
        {
            arrived.TrySetResult();
            return goOn.Task;
        });
        await ReceiveAsync(receiver, associations: 1);
        var connection = await AssociateAsync(Association);
        var command = new SendRequest(Move("DEST"));
        connection.Tell(command, TestActor);
        await arrived.Task.WaitAsync(Patience);
        var status = await StatusOfDestinationAsync();
        Assert.Equal(UnderWay, status.Queued + status.InFlight);

        connection.Tell(new CancelRequest(command.RequestId));
        await AwaitConditionAsync(async () => await StatusOfDestinationAsync() is { Queued: 0, InFlight: 1 }, Patience);
        goOn.SetResult();

        var (final, _) = await EndAsync();
        var response = Assert.IsType<CMoveResponse>(final);
        Assert.Equal(
            (DimseStatus.Cancel, (ushort?)19, (ushort?)1, (ushort?)0), (response.Status, response.Remaining, response.Completed, response.Failed));
        Assert.Single(receiver.Stores);
    }

    [Fact]
    public async Task DestinationNobodyAnswersFor_Moved_IsGivenUpAfterOneInstancesTime()
    {
        await StoreAsync(20);
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // Bound and not listening: connections are refused.
        await ConfigurePeerAsync("DEST", (IPEndPoint)silent.LocalEndPoint!);

        var (final, _) = await SendAsync(await AssociateAsync(Association), Move("DEST"));

        var response = Assert.IsType<CMoveResponse>(final);
        Assert.Equal((DimseStatus.UnableToPerformSubOperations, (ushort?)20), (response.Status, response.Failed));
        Assert.Equal(UnderWay, (await StatusOfDestinationAsync()).NotCompleted);
    }

    [Fact]
    public async Task Patient_MovedTwiceAtOnce_BothComplete()
    {
        await StoreAsync(6);
        var receiver = new Receiver();
        await ReceiveAsync(receiver);
        var keys = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.QueryRetrieveLevel, "PATIENT").Add(DicomTag.PatientId, "42").Build();
        var moves = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
            await (await AssociateAsync(Association)).Ask<CMoveResult>(new Converse(new CMoveRequest(SopClasses.PatientRootMove, keys, "DEST")), Patience)));

        Assert.All(moves, move => Assert.Equal(DimseStatus.Success, move.Status));
        Assert.Equal(12, receiver.Stores.Count);
    }

    private async Task<PeerStatus> StatusOfDestinationAsync()
    {
        var found = await Dicom.Peers.Ask<PeerFound>(new FindPeer("peer-DEST"), Patience);
        return await found.Entry!.Client.Ask<PeerStatus>(GetPeerStatus.Instance, Patience);
    }

    private static int NumberOf(CStoreRequest store) =>
        int.Parse(store.SopInstanceUid.Value.AsSpan(store.SopInstanceUid.Value.LastIndexOf('.') + 1), System.Globalization.CultureInfo.InvariantCulture);
}
