using System.Globalization;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>SOP class extended negotiation (PS3.7 D.3.3.5) and role selection with DCMTK's tools, by association profiles.</summary>
public sealed class ExtendedNegotiationTests(TestImages images, OrthancServer orthanc) : IClassFixture<TestImages>, IClassFixture<OrthancServer>
{
    private const string Profile = """
        [[TransferSyntaxes]]
        [Little]
        TransferSyntax1 = LittleEndianExplicit
        [[PresentationContexts]]
        [Images]
        PresentationContext1 = CTImageStorage\Little
        [[SCPSCURoleSelection]]
        [Roles]
        Role1 = CTImageStorage\BOTH
        [[ExtendedNegotiation]]
        [Details]
        ExtendedNegotiation1 = CTImageStorage\020003000100
        [[Profiles]]
        [Test]
        PresentationContexts = Images
        SCPSCURoleSelection = Roles
        ExtendedNegotiation = Details

        """;

    private static readonly StorageExtendedNegotiation Details = new(StorageSupportLevel.Full, 3, ElementCoercion.Possible);

    [PeerFact("storescu")]
    public async Task Storescu_ProposesDetailsAndBothRoles_ReadsOurAnswer()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("profile.cfg"), Profile);
        await using var acceptor = Acceptor.Start(new AcceptorPolicy
        {
            AnswerExtendedNegotiation = static asked => asked.ApplicationInformation,
        }
            .WithSopClass(SopClasses.CtImageStorage, new SupportedSopClass([TransferSyntax.ExplicitVRLittleEndian], RequestorMayBeScp: true)));

        var store = await StoreAsync(acceptor, folder);

        var (user, _) = await acceptor.NextEndAsync();
        var request = user.Indication!.Request.UserInformation;
        Assert.Equal(Details, StorageExtendedNegotiation.Parse(Assert.Single(request.SopClassExtendedNegotiations).ApplicationInformation));
        Assert.Equal(new RoleSelection(SopClasses.CtImageStorage, true, true), Assert.Single(request.RoleSelections));
        var answer = Part(store.ToString(), "BEGIN A-ASSOCIATE-AC", "END A-ASSOCIATE-AC");
        Assert.Contains("Accepted SCP/SCU Role: SCP/SCU", answer, StringComparison.Ordinal);
        Assert.Contains("[0x02, 0x00, 0x03, 0x00, 0x01, 0x00]", Part(answer, "Accepted Extended Negotiation:", null), StringComparison.Ordinal);
    }

    [PeerFact("storescu")]
    public async Task Storescu_ProposesDetailsAndBothRolesWeDoNotKnow_ReadsThatAndStores()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("profile.cfg"), Profile);
        await using var acceptor = Acceptor.Start(new AcceptorPolicy().WithSopClass(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian));

        var store = await StoreAsync(acceptor, folder);

        var answer = Part(store.ToString(), "BEGIN A-ASSOCIATE-AC", "END A-ASSOCIATE-AC");
        Assert.Contains("Accepted SCP/SCU Role: SCU", answer, StringComparison.Ordinal);
        Assert.Contains("Accepted Extended Negotiation:  none", answer, StringComparison.Ordinal);
        Assert.Single(acceptor.Received);
    }

    [PeerFact("storescp")]
    public async Task StorescpWithAProfile_IsProposedDetailsAndBothRoles_AnswersAsTheProfileSays()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("profile.cfg"), Profile);
        await using var server = await StorageServer.StartAsync("--config-file", folder.File("profile.cfg"), "Test");
        await using var requestor = Requestor.Start(
            server.Port,
            new AssociationRequest("OURS", "STORESCP")
                .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian)
                .WithRole(SopClasses.CtImageStorage, scu: true, scp: true) with
                {
                    ExtendedNegotiations = [new StorageExtendedNegotiation(StorageSupportLevel.Full, 0, ElementCoercion.None).For(SopClasses.CtImageStorage)],
                });

        var association = await requestor.User.EstablishedAsync();

        await requestor.ReleaseAsync();
        Assert.Equal(
            Details, StorageExtendedNegotiation.Parse(association.FindExtendedNegotiation(SopClasses.CtImageStorage)!.ApplicationInformation));
        var context = Assert.Single(association.AcceptedContexts);
        Assert.True(context.LocalIsScu && context.LocalIsScp, $"expected both roles, got {context}");
    }

    [PeerFact("storescp")]
    public async Task Storescp_IsProposedDetails_AnswersNoneAndStores()
    {
        await using var server = await StorageServer.StartAsync();
        await using var requestor = Requestor.Start(
            server.Port,
            new AssociationRequest("OURS", "STORESCP").WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian) with
            {
                ExtendedNegotiations = [Details.For(SopClasses.CtImageStorage)],
            });

        var store = await requestor.Send(new CStoreRequest(await FileContent.OpenPart10Async(images.PathOf("explicit-little")))).ResponseAsync<CStoreResponse>();

        Assert.Equal(DimseStatus.Success, store.Status);
        await requestor.ReleaseAsync();
        Assert.Null((await requestor.User.EstablishedAsync()).FindExtendedNegotiation(SopClasses.CtImageStorage));
    }

    /// <summary>57H goes to the acceptor only and has no answer (PS3.7 D.3.3.6): what counts is that nobody stumbles over it.</summary>
    [PeerFact("storescp")]
    public async Task Storescp_IsToldARelatedSopClass_AcceptsAndStores()
    {
        await using var server = await StorageServer.StartAsync();
        await using var requestor = Requestor.Start(server.Port, WithRelatedSopClass(new AssociationRequest("OURS", "STORESCP")));

        await StoreAsync(requestor);
    }

    [PeerFact("Orthanc")]
    public async Task Orthanc_IsToldARelatedSopClass_AcceptsAndStores()
    {
        await using var requestor = Requestor.Start(orthanc.Port, WithRelatedSopClass(new AssociationRequest("OURS", OrthancServer.AETitle)));

        await StoreAsync(requestor);
    }

    private static AssociationRequest WithRelatedSopClass(AssociationRequest request) =>
        request.WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian) with
        {
            // The storage service class, and a general SOP class that does as well.
            CommonExtendedNegotiations = [new(SopClasses.CtImageStorage, new Uid("1.2.840.10008.4.2"), [SopClasses.SecondaryCaptureImageStorage])],
        };

    private async Task StoreAsync(Requestor requestor)
    {
        var content = await FileContent.OpenPart10Async(images.PathOf("explicit-little"));
        Assert.Equal(DimseStatus.Success, (await requestor.Send(new CStoreRequest(content)).ResponseAsync<CStoreResponse>()).Status);
        await requestor.ReleaseAsync();
    }

    private static string Part(string text, string begin, string? end)
    {
        var rest = text.Split(begin, 2);
        Assert.True(rest.Length == 2, $"expected '{begin}' in:\n{text}");
        return end is null ? rest[1] : rest[1].Split(end, 2)[0];
    }

    private async Task<ProgramResult> StoreAsync(Acceptor acceptor, TemporaryFolder folder) => (await RunningProgram.RunAsync(
        PeerTools.Require("storescu"), "-d", "--config-file", folder.File("profile.cfg"), "Test",
        "127.0.0.1", acceptor.Port.ToString(CultureInfo.InvariantCulture), images.PathOf("explicit-little"))).ExpectExit(0);
}
