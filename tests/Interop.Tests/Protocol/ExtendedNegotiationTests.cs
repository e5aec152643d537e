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
public sealed class ExtendedNegotiationTests(TestImages images) : IClassFixture<TestImages>
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

        var store = (await RunningProgram.RunAsync(
            PeerTools.Require("storescu"), "-d", "--config-file", folder.File("profile.cfg"), "Test",
            "127.0.0.1", acceptor.Port.ToString(CultureInfo.InvariantCulture), images.PathOf("explicit-little"))).ExpectExit(0);

        var (user, _) = await acceptor.NextEndAsync();
        var request = user.Indication!.Request.UserInformation;
        Assert.Equal(Details, StorageExtendedNegotiation.Parse(Assert.Single(request.SopClassExtendedNegotiations).ApplicationInformation));
        Assert.Equal(new RoleSelection(SopClasses.CtImageStorage, true, true), Assert.Single(request.RoleSelections));
        var answer = store.ToString().Split("Requestor", 2)[^1];
        Assert.Contains("Accepted Extended Negotiation:", answer, StringComparison.Ordinal);
        Assert.Contains("Accepted SCP/SCU Role: Default", answer, StringComparison.OrdinalIgnoreCase);
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
}
