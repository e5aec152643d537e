using System.Globalization;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>C-MOVE (PS3.4 C.4.2): we ask, and are the destination too.</summary>
public sealed class MoveTests(OrthancServer orthanc) : IClassFixture<OrthancServer>
{
    private const string Destination = "DESTINATION";
    private const int Count = 6;

    private static readonly AssociationRequest Request = new AssociationRequest("OURS", QueryServer.AETitle)
        .WithContext(SopClasses.StudyRootMove, TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian);

    private static readonly AcceptorPolicy Policy = new AcceptorPolicy { CalledAETitles = [Destination] }
        .WithSopClass(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);

    private static CMoveRequest Move => new(SopClasses.StudyRootMove, Keys.Study(ImageCopies.StudyUid), Destination);

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_IsAskedToMoveToUs_EachInstanceComesWithItsOriginator()
    {
        using var folder = new TemporaryFolder();
        var files = await ImageCopies.CreateAsync(folder.Path, Count);
        await using var acceptor = Acceptor.Start(Policy);
        await using var server = await QueryServer.StartAsync(files, new Dictionary<string, int> { [Destination] = acceptor.Port });
        await using var requestor = Requestor.Start(server.Port, Request);

        var move = requestor.Send(Move);
        var final = await move.ResponseAsync<CMoveResponse>();

        await requestor.ReleaseAsync();
        AssertMoved(move, final);
        await AssertReceivedAsync(files, acceptor, final);
    }

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_WeRefuseSomeAsDestination_AreCountedAsFailed()
    {
        using var folder = new TemporaryFolder();
        var files = await ImageCopies.CreateAsync(folder.Path, 4);
        var count = 0;
        await using var acceptor = Acceptor.Start(Policy, (_, request) => request.Respond(
            Interlocked.Increment(ref count) % 2 == 0 ? DimseStatus.OutOfResources : DimseStatus.Success));
        await using var server = await QueryServer.StartAsync(files, new Dictionary<string, int> { [Destination] = acceptor.Port });
        await using var requestor = Requestor.Start(server.Port, Request);

        var final = await requestor.Send(Move).ResponseAsync<CMoveResponse>();

        await requestor.ReleaseAsync();
        Assert.Equal(DimseStatus.CompletedWithWarnings, final.Status);
        Assert.Equal((2, 2), ((int?)final.Completed, (int?)final.Failed));
    }

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_DoesNotKnowTheDestination_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await using var server = await QueryServer.StartAsync(await ImageCopies.CreateAsync(folder.Path, 1));
        await using var requestor = Requestor.Start(server.Port, Request);

        var final = await requestor.Send(Move).ResponseAsync<CMoveResponse>();

        await requestor.ReleaseAsync();
        Assert.Equal(DimseStatus.MoveDestinationUnknown, final.Status);
    }

    [PeerFact("Orthanc")]
    public async Task Orthanc_IsAskedToMoveToUs_EachInstanceComesWithItsOriginator()
    {
        using var folder = new TemporaryFolder();
        var files = await ImageCopies.CreateAsync(folder.Path, Count);
        foreach (var file in files)
        {
            await orthanc.UploadAsync(file);
        }

        await using var acceptor = Acceptor.Start(Policy);
        await orthanc.RegisterAsync(Destination, acceptor.Port);
        await using var requestor = Requestor.Start(orthanc.Port, Request with { CalledAETitle = OrthancServer.AETitle });

        var move = requestor.Send(Move);
        var final = await move.ResponseAsync<CMoveResponse>();

        await requestor.ReleaseAsync();
        AssertMoved(move, final);
        await AssertReceivedAsync(files, acceptor, final);
    }

    [PeerFact("movescu")]
    public async Task OurAcceptor_IsAskedByMovescu_ItsCountsAreReadAndItsSubOperationsArrive()
    {
        await using var acceptor = Acceptor.Start(
            new AcceptorPolicy().WithSopClass(SopClasses.StudyRootMove, TransferSyntax.ExplicitVRLittleEndian),
            static (_, request) =>
            {
                request.Respond(new CMoveResponse(DimseStatus.Pending) { Remaining = 1, Completed = 1, Failed = 0, Warning = 0 });
                request.Respond(new CMoveResponse(DimseStatus.CompletedWithWarnings) { Completed = 1, Failed = 1, Warning = 0, ErrorComment = "One was lost" });
            });

        var move = await RunningProgram.RunAsync(
            PeerTools.Require("movescu"), "-d", "-S", "-aem", Destination, "-k", "QueryRetrieveLevel=STUDY", "-k", $"StudyInstanceUID={ImageCopies.StudyUid}",
            "127.0.0.1", acceptor.Port.ToString(CultureInfo.InvariantCulture));

        Assert.Contains("0xb000", move.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Failed Suboperations          : 1", move.ToString(), StringComparison.Ordinal);
        Assert.Contains("One was lost", move.ToString(), StringComparison.Ordinal);
    }

    private static void AssertMoved(RequestListener move, CMoveResponse final)
    {
        Assert.Equal(DimseStatus.Success, final.Status);
        Assert.Equal((Count, 0, 0), ((int?)final.Completed, (int?)final.Failed, (int?)final.Warning));
        Assert.NotEmpty(move.Pending);
        Assert.All(move.Pending.Cast<CMoveResponse>(), static response => Assert.Equal(Count, response.Remaining + response.Completed));
    }

    private static async Task AssertReceivedAsync(IReadOnlyList<string> files, Acceptor acceptor, CMoveResponse final)
    {
        var received = acceptor.Received.ToDictionary(static instance => instance.Request.SopInstanceUid.Value);
        for (var number = 0; number < files.Count; number++)
        {
            var instance = received[ImageCopies.UidOf(number)];
            Assert.Equal(DicomFile.Dataset(await File.ReadAllBytesAsync(files[number])), instance.Dataset);
            Assert.Equal("OURS", instance.Request.MoveOriginatorAETitle);
            Assert.Equal(final.MessageIdBeingRespondedTo, instance.Request.MoveOriginatorMessageId);
        }

        Assert.Equal(files.Count, received.Count);
    }
}
