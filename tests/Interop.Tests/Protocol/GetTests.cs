using System.Globalization;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>C-GET (PS3.4 C.4.3): sub-operations come back on the same association, where we are SCP by role selection.</summary>
public sealed class GetTests(TestImages images, OrthancServer orthanc) : IClassFixture<TestImages>, IClassFixture<OrthancServer>
{
    private static readonly AssociationRequest Request = new AssociationRequest("OURS", QueryServer.AETitle)
        .WithContext(SopClasses.StudyRootGet, TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian)
        .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.BasicTextSrStorage, TransferSyntax.ExplicitVRLittleEndian)
        .WithRole(SopClasses.CtImageStorage, scu: false, scp: true)
        .WithRole(SopClasses.BasicTextSrStorage, scu: false, scp: true);

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_IsAskedForAStudy_SendsItsFilesByteForByte()
    {
        using var folder = new TemporaryFolder();
        var files = await ImageCopies.CreateAsync(folder.Path, 12);
        await using var server = await QueryServer.StartAsync(files);
        await using var requestor = Requestor.Start(server.Port, Request);

        var get = requestor.Send(new CGetRequest(SopClasses.StudyRootGet, Keys.Study(ImageCopies.StudyUid)));
        var final = await get.ResponseAsync<CGetResponse>();

        await requestor.ReleaseAsync();
        AssertCounts(final, 12);
        AssertProgress(get, 12);
        await AssertSameAsync(files, requestor.User);
    }

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_IsAskedForALargeImageAndAReport_SendsBoth()
    {
        string[] files = [images.PathOf("large"), images.PathOf("report")];
        await using var server = await QueryServer.StartAsync(files);
        await using var requestor = Requestor.Start(server.Port, Request);

        var final = await requestor.Send(new CGetRequest(SopClasses.StudyRootGet, Keys.Study("1.2.826.0.1.3680043.10.1.1")))
            .ResponseAsync<CGetResponse>();

        await requestor.ReleaseAsync();
        AssertCounts(final, 2);
        await AssertSameAsync(files, requestor.User);
    }

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_SomeAreRefusedByUs_CountsThemAsFailed()
    {
        using var folder = new TemporaryFolder();
        await using var server = await QueryServer.StartAsync(await ImageCopies.CreateAsync(folder.Path, 4));
        var user = new ServiceUser();
        user.Answer = request => request.Respond(user.Received.Count % 2 == 0 ? DimseStatus.OutOfResources : DimseStatus.Success);
        await using var requestor = Requestor.Start(server.Port, Request, user);

        var final = await requestor.Send(new CGetRequest(SopClasses.StudyRootGet, Keys.Study(ImageCopies.StudyUid))).ResponseAsync<CGetResponse>();

        await requestor.ReleaseAsync();
        Assert.Equal(DimseStatus.CompletedWithWarnings, final.Status);
        Assert.Equal((2, 2), ((int?)final.Completed, (int?)final.Failed));
    }

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_WeDidNotAskForTheScpRole_NothingIsSent()
    {
        using var folder = new TemporaryFolder();
        await using var server = await QueryServer.StartAsync(await ImageCopies.CreateAsync(folder.Path, 2));
        await using var requestor = Requestor.Start(server.Port, Request with { RoleSelections = [] });

        var final = await requestor.Send(new CGetRequest(SopClasses.StudyRootGet, Keys.Study(ImageCopies.StudyUid))).ResponseAsync<CGetResponse>();

        await requestor.ReleaseAsync();
        Assert.False(final.Status == DimseStatus.Success, $"two sub-operations could not be performed, and the answer is {final}");
        Assert.Empty(requestor.User.Received);
    }

    [PeerFact("Orthanc")]
    public async Task Orthanc_IsAskedForAStudy_SendsItsFilesByteForByte()
    {
        using var folder = new TemporaryFolder();
        var files = await ImageCopies.CreateAsync(folder.Path, 5);
        foreach (var file in files)
        {
            await orthanc.UploadAsync(file);
        }

        await using var requestor = Requestor.Start(orthanc.Port, Request with { CalledAETitle = OrthancServer.AETitle });
        var get = requestor.Send(new CGetRequest(SopClasses.StudyRootGet, Keys.Study(ImageCopies.StudyUid)));
        var final = await get.ResponseAsync<CGetResponse>();

        await requestor.ReleaseAsync();
        AssertCounts(final, 5);
        AssertProgress(get, 5);
        await AssertSameAsync(files, requestor.User);
    }

    [PeerFact("getscu")]
    public async Task OurAcceptor_IsAskedByGetscu_SendsItsFilesOnTheSameAssociation()
    {
        using var folder = new TemporaryFolder();
        var files = await ImageCopies.CreateAsync(folder.Path, 12);
        var contents = await Task.WhenAll(files.Select(static file => FileContent.OpenPart10Async(file).AsTask()));
        await using var acceptor = Acceptor.Start(
            new AcceptorPolicy()
                .WithSopClass(SopClasses.StudyRootGet)
                .WithSopClass(SopClasses.CtImageStorage, new SupportedSopClass([TransferSyntax.ExplicitVRLittleEndian], RequestorMayBeScp: true)),
            (service, request) => SendAll(service, request, contents));

        var received = folder.Folder("received");
        var get = (await RunningProgram.RunAsync(
            PeerTools.Require("getscu"), "-v", "-S", "+B", "-od", received, "-k", "QueryRetrieveLevel=STUDY", "-k", $"StudyInstanceUID={ImageCopies.StudyUid}",
            "127.0.0.1", acceptor.Port.ToString(CultureInfo.InvariantCulture))).ExpectExit(0);

        var (_, end) = await acceptor.NextEndAsync();
        Assert.True(end.Reason == ConnectionEndReason.Released, $"expected a release, got {end}\n{get}");
        var datasets = Directory.EnumerateFiles(received).Select(static file => Convert.ToHexString(DicomFile.Dataset(File.ReadAllBytes(file)))).Order();
        Assert.Equal(files.Select(static file => Convert.ToHexString(DicomFile.Dataset(File.ReadAllBytes(file)))).Order(), datasets);
    }

    /// <summary>C-STORE sub-operations, as many at once as the association allows; a pending response after each, the final one after the last.</summary>
    private static void SendAll(DicomService service, InboundRequest get, FileContent[] contents)
    {
        var completed = 0;
        foreach (var content in contents)
        {
            service.Send(new CStoreRequest(content), new RequestListener { WhenEnded = Count });
        }

        void Count()
        {
            var number = Interlocked.Increment(ref completed);
            var isLast = number == contents.Length;
            get.Respond(new CGetResponse(isLast ? DimseStatus.Success : DimseStatus.Pending)
            {
                Remaining = isLast ? null : (ushort)(contents.Length - number),
                Completed = (ushort)number,
                Failed = 0,
                Warning = 0,
            });
        }
    }

    private static void AssertCounts(CGetResponse final, int completed)
    {
        Assert.Equal(DimseStatus.Success, final.Status);
        Assert.Equal((completed, 0, 0), ((int?)final.Completed, (int?)final.Failed, (int?)final.Warning));
    }

    /// <summary>Pending responses tell of the progress: completed and remaining sub-operations are all there are (PS3.4 C.4.3.1.3).</summary>
    private static void AssertProgress(RequestListener get, int count)
    {
        Assert.NotEmpty(get.Pending);
        Assert.All(get.Pending.Cast<CGetResponse>(), response => Assert.Equal(count, response.Remaining + response.Completed));
    }

    private static async Task AssertSameAsync(IEnumerable<string> files, ServiceUser user)
    {
        var received = user.Received.ToDictionary(static instance => instance.Request.SopInstanceUid.Value, static instance => instance.Dataset);
        foreach (var file in files)
        {
            var sent = DicomFile.Dataset(await File.ReadAllBytesAsync(file));
            Assert.Contains(received.Values, dataset => dataset.AsSpan().SequenceEqual(sent));
        }

        Assert.Equal(files.Count(), received.Count);
    }
}
