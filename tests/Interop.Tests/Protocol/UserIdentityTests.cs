using System.Globalization;
using System.Text;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>User identity negotiation (PS3.7 D.3.3.7) with <c>storescu</c>, the one tool of DCMTK that sends one, and <c>storescp</c>.</summary>
public sealed class UserIdentityTests(TestImages images) : IClassFixture<TestImages>
{
    private static readonly AssociationRequest Request = new AssociationRequest("OURS", "STORESCP")
        .WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian);

    [PeerTheory("storescu")]
    [InlineData("right", true)]
    [InlineData("wrong", false)]
    public async Task Storescu_SendsNameAndPasscode_IsAcceptedOnlyWithTheRightOne(string passcode, bool isAccepted)
    {
        await using var acceptor = Acceptor.Start(Policy());

        var store = await StoreAsync(acceptor, "-usr", "Jürgen", "-pwd", passcode);

        var (user, end) = await acceptor.NextEndAsync();
        var identity = user.Indication?.Request.UserInformation.UserIdentity;
        Assert.Equal(UserIdentityType.UsernameAndPasscode, identity?.Type);
        Assert.Equal("Jürgen", identity?.Username);
        Assert.Equal(passcode, Encoding.UTF8.GetString(identity!.SecondaryField.Span));
        Assert.Equal(isAccepted ? ConnectionEndReason.Released : ConnectionEndReason.RejectedByUs, end.Reason);
        Assert.True(store.ExitCode == 0 == isAccepted, $"expected {(isAccepted ? "success" : "a rejection")}\n{store}");
        Assert.Equal(isAccepted ? 1 : 0, acceptor.Received.Count);
    }

    [PeerFact("storescu")]
    public async Task Storescu_WantsAPositiveResponse_GetsIt()
    {
        await using var acceptor = Acceptor.Start(Policy());

        var store = await StoreAsync(acceptor, "-d", "-usr", "Jürgen", "-pwd", "right", "-rsp");

        Assert.True(store.ExitCode == 0, $"expected success\n{store}");
        Assert.True((await acceptor.NextEndAsync()).User.Indication?.Request.UserInformation.UserIdentity?.PositiveResponseRequested);
    }

    [PeerFact("storescu")]
    public async Task Storescu_WantsAPositiveResponseAndWeDoNotLookAtIdentities_GetsNone()
    {
        await using var acceptor = Acceptor.Start(Policy() with { JudgeUserIdentity = null });

        var store = await StoreAsync(acceptor, "-usr", "Jürgen", "-rsp");

        // PS3.7 D.3.3.7.2: no response means that the identity was not looked at; storescu takes that for a failure.
        Assert.True(store.ExitCode != 0, $"expected that storescu misses the response\n{store}");
        Assert.Empty(acceptor.Received);
    }

    [PeerFact("storescu")]
    public async Task Storescu_SendsOnlyAName_IsJudgedByIt()
    {
        await using var acceptor = Acceptor.Start(Policy() with
        {
            JudgeUserIdentity = static identity =>
                identity is { Type: UserIdentityType.Username, Username: "reader" } ? UserIdentityDecision.Accepted : UserIdentityDecision.Refused,
        });

        (await StoreAsync(acceptor, "-usr", "reader")).ExpectExit(0);
        Assert.NotEqual(0, (await StoreAsync(acceptor, "-usr", "writer")).ExitCode);
    }

    [PeerTheory("storescu")]
    [InlineData("-kt", UserIdentityType.Kerberos)]
    [InlineData("--saml", UserIdentityType.Saml)]
    [InlineData("--jwt", UserIdentityType.JsonWebToken)]
    public async Task Storescu_SendsATicketFromAFile_ComesByteForByteAndOurResponseIsTaken(string option, UserIdentityType type)
    {
        using var folder = new TemporaryFolder();
        var ticket = Enumerable.Range(0, 1001).Select(static value => (byte)value).ToArray();
        await File.WriteAllBytesAsync(folder.File("ticket"), ticket);
        await using var acceptor = Acceptor.Start(Policy() with
        {
            JudgeUserIdentity = static _ => new UserIdentityDecision(true, [1, 2, 3, 0, 5]),
        });

        (await StoreAsync(acceptor, option, folder.File("ticket"), "-rsp")).ExpectExit(0);

        var identity = (await acceptor.NextEndAsync()).User.Indication?.Request.UserInformation.UserIdentity;
        Assert.Equal(type, identity?.Type);
        Assert.Equal(ticket, identity!.PrimaryField.ToArray());
    }

    [PeerFact("storescu")]
    public async Task Storescu_SendsNoIdentityThoughOneIsRequired_IsRejected()
    {
        await using var acceptor = Acceptor.Start(Policy() with { RequireUserIdentity = true });

        var store = await StoreAsync(acceptor);

        var (_, end) = await acceptor.NextEndAsync();
        Assert.NotEqual(0, store.ExitCode);
        Assert.Equal(ConnectionEndReason.RejectedByUs, end.Reason);
    }

    public static TheoryData<string> Types => ["username", "passcode", "kerberos", "saml", "token"];

    [PeerTheory("storescp")]
    [MemberData(nameof(Types))]
    public async Task Storescp_IsSentAnIdentityOfAnyType_TakesTheAssociation(string type)
    {
        await using var server = await StorageServer.StartAsync();
        await using var requestor = Requestor.Start(server.Port, Request with { UserIdentity = Identity(type) });

        Assert.Equal(DimseStatus.Success, (await requestor.Send(new CEchoRequest()).ResponseAsync<CEchoResponse>()).Status);

        await requestor.ReleaseAsync();
        Assert.Null((await requestor.User.EstablishedAsync()).UserIdentityResponse);
    }

    [PeerFact("storescp")]
    public async Task Storescp_DoesNotConfirmAnIdentityWeInsistOn_WeAbortAndSayWhy()
    {
        await using var server = await StorageServer.StartAsync();
        await using var requestor = Requestor.Start(
            server.Port, Request with { UserIdentity = Identity("username"), RequirePositiveUserIdentityResponse = true });

        var end = await requestor.EndAsync();

        Assert.Equal(ConnectionEndReason.ProtocolError, end.Reason);
        Assert.Contains("identity", end.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static AcceptorPolicy Policy() => new AcceptorPolicy
    {
        JudgeUserIdentity = static identity =>
            identity.Username == "Jürgen" && identity.SecondaryField.Span.SequenceEqual("right"u8) ? UserIdentityDecision.Accepted : UserIdentityDecision.Refused,
    }
        .WithSopClass(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);

    private static UserIdentity Identity(string type) => type switch
    {
        "username" => UserIdentity.FromUsername("Jürgen"),
        "passcode" => UserIdentity.FromUsernameAndPasscode("Jürgen", "right"),
        "kerberos" => UserIdentity.FromKerberosTicket("ticket"u8),
        "saml" => UserIdentity.FromSamlAssertion("<assertion/>"u8),
        _ => UserIdentity.FromJsonWebToken("a.b.c"u8),
    };

    private Task<ProgramResult> StoreAsync(Acceptor acceptor, params string[] options) => RunningProgram.RunAsync(
        PeerTools.Require("storescu"),
        ["-v", "--required", "--propose-little", .. options, "127.0.0.1", acceptor.Port.ToString(CultureInfo.InvariantCulture), images.PathOf("explicit-little")]);
}
