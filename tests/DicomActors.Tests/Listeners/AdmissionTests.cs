using System.Globalization;
using System.Net;
using System.Text;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Listeners;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Listeners;

public sealed class AdmissionTests(ITestOutputHelper output) : ListenerSpec(output)
{
    private const int Openers = 200;

    public static TheoryData<AdmissionPolicy, int> Limits => new()
    {
        { new AdmissionPolicy { MaximumConnections = 37 }, 37 },
        { new AdmissionPolicy { MaximumConnectionsPerAddress = 11 }, 4 * 11 },
        { new AdmissionPolicy { MaximumAssociationsPerCallingAETitle = 13 }, 2 * 13 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task TwoHundredOpenersAtOnce_LimitIsHeldExactlyAndTheOthersAreToldSo(AdmissionPolicy policy, int most)
    {
        var (listener, endPoint) = await ListenAsync(new ListenerSettings(AnyPort) { Admission = policy });
        var peers = await Task.WhenAll(Enumerable.Range(0, Openers).Select(
            i => ConnectFromAsync($"127.0.0.{(i % 4) + 1}", endPoint)));

        var answers = await Task.WhenAll(peers.Select(
            (peer, i) => AskForAssociationAsync(peer, string.Create(CultureInfo.InvariantCulture, $"SCU{i / 4 % 2}"))));

        var accepted = answers.Count(answer => answer is AssociateAcceptPdu);
        var rejected = answers.OfType<AssociateRejectPdu>().ToList();
        Assert.Equal(Openers, accepted + rejected.Count);
        Assert.All(rejected, one => Assert.Equal(AssociationRejection.LocalLimitExceeded.ToPdu(), one));
        Assert.Equal(most, accepted);
        var counters = await CountersAsync(listener);
        Assert.Equal((most, 0, (long)Openers), (counters.Connections, counters.Unassociated, counters.Accepted));
        await Task.WhenAll(peers.Select(peer => peer.DisposeAsync().AsTask()));
        await AwaitEmptyAsync(listener);
    }

    [Fact]
    public async Task SilentOnesAreMany_FurtherOnesAreRejectedAndSilenceEndsByArtim()
    {
        var policy = new AdmissionPolicy { MaximumUnassociated = 3 };
        var (listener, endPoint) = await ListenAsync(Settings(policy, artim: TimeSpan.FromSeconds(2)));
        var silent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ScriptedPeer.ConnectAsync(endPoint)));

        await using var other = await ScriptedPeer.ConnectAsync(endPoint);
        var answer = await AskForAssociationAsync(other);

        Assert.Equal(AssociationRejection.LocalLimitExceeded.ToPdu(), answer);
        await Task.WhenAll(silent.Select(peer => peer.ExpectCloseAsync()));
        await AwaitEmptyAsync(listener);
        await using var later = await ScriptedPeer.ConnectAsync(endPoint);
        Assert.IsType<AssociateAcceptPdu>(await AskForAssociationAsync(later));
        await Task.WhenAll(silent.Select(peer => peer.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task TooManyEvenToReject_FurtherOnesAreReset()
    {
        var policy = new AdmissionPolicy { MaximumConnections = 1, MaximumRejecting = 1 };
        var (listener, endPoint) = await ListenAsync(Settings(policy));
        await using var first = await ScriptedPeer.ConnectAsync(endPoint);
        await AskForAssociationAsync(first);
        await using var second = await ScriptedPeer.ConnectAsync(endPoint);
        await AwaitCountersAsync(listener, counters => counters.Rejecting == 1, "one that is being rejected");

        await AssertTurnedAwayAsync("127.0.0.1", endPoint);

        Assert.Equal(AssociationRejection.LocalLimitExceeded.ToPdu(), await AskForAssociationAsync(second));
        Assert.Equal(1, (await CountersAsync(listener)).Reset);
    }

    [Fact]
    public async Task EveryEndOfAConnection_GivesItsPlaceBack()
    {
        var policy = new AdmissionPolicy { MaximumConnections = 1, MaximumConnectionsPerAddress = 1, MaximumUnassociated = 1 };
        var (listener, endPoint) = await ListenAsync(Settings(policy, artim: TimeSpan.FromSeconds(3)));
        (string What, bool Associates, Func<ScriptedPeer, Task> EndAsync)[] ends =
        [
            ("release", true, peer => peer.ReleaseAsync()),
            ("A-ABORT", true, peer => peer.SendAsync(new AbortPdu(AbortSource.ServiceUser, AbortReason.NotSpecified))),
            ("reset", true, peer => Task.Run(peer.Reset)),
            ("close", true, peer => peer.DisposeAsync().AsTask()),
            ("not DICOM", false, peer => peer.SendRawAsync("GET / HTTP/1.1"u8.ToArray())),
            ("reset in silence", false, peer => Task.Run(peer.Reset)),
            ("close in silence", false, peer => peer.DisposeAsync().AsTask()),
            ("ARTIM", false, peer => peer.ExpectCloseAsync()),
            ("wrong AE title", false, async peer => Assert.IsType<AssociateRejectPdu>(await AskForAssociationAsync(peer, "SCU", "OTHER"))),
            ("stopped actor", true, async _ => await StopConnectionsAsync()),
        ];

        foreach (var (what, associates, endAsync) in ends)
        {
            var peer = await ScriptedPeer.ConnectAsync(endPoint);
            if (associates)
            {
                Assert.True(await AskForAssociationAsync(peer) is AssociateAcceptPdu, $"before '{what}' there should be a place again.");
            }

            await endAsync(peer);
            await AwaitCountersAsync(listener, counters => counters is { Connections: 0, Unassociated: 0 }, $"the place given back after '{what}'");
            await peer.DisposeAsync();
            await AwaitEmptyAsync(listener);
        }

        Assert.Equal(ends.Length, (await CountersAsync(listener)).Accepted);
    }

    [Fact]
    public async Task RejectedForItsName_PeerThatDoesNotLeave_TakesNoPlace()
    {
        var policy = new AdmissionPolicy { MaximumConnections = 1, DeniedCallingAETitles = ["INTRUDER"] };
        var (listener, endPoint) = await ListenAsync(Settings(policy));
        await using var denied = await ScriptedPeer.ConnectAsync(endPoint);
        Assert.Equal(AssociationRejection.CallingAETitleNotRecognized.ToPdu(), await AskForAssociationAsync(denied, "INTRUDER"));
        await using var lost = await ScriptedPeer.ConnectAsync(endPoint);
        Assert.Equal(AssociationRejection.CalledAETitleNotRecognized.ToPdu(), await AskForAssociationAsync(lost, "SCU", "OTHER"));

        await using var friend = await ScriptedPeer.ConnectAsync(endPoint);
        await AwaitCountersAsync(listener, counters => counters is { Refused: 2, Rejecting: 2 }, "two refused");

        Assert.IsType<AssociateAcceptPdu>(await AskForAssociationAsync(friend));
        Assert.Equal(2, (await CountersAsync(listener)).Refused);
    }

    [Fact]
    public async Task DeniedNetwork_Connection_IsResetAndOthersAreServed()
    {
        var policy = new AdmissionPolicy { AllowedNetworks = [new IPNetwork(IPAddress.Loopback, 32)] };
        var (listener, endPoint) = await ListenAsync(Settings(policy));

        await AssertTurnedAwayAsync("127.0.0.9", endPoint);

        await using var allowed = await ConnectFromAsync("127.0.0.1", endPoint);
        Assert.IsType<AssociateAcceptPdu>(await AskForAssociationAsync(allowed));
        Assert.Equal(1, (await CountersAsync(listener)).DeniedNetworks);
    }

    [Fact]
    public async Task BehindAProxy_AnnouncedAddress_IsCountedShownAndDenied()
    {
        var policy = new AdmissionPolicy
        {
            MaximumConnectionsPerAddress = 1,
            DeniedNetworks = [IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("127.0.0.0/8")],
        };
        var settings = Settings(policy, options => options with { ProxyProtocol = new ProxyProtocolOptions([IPNetwork.Parse("127.0.0.0/8")]) });
        var (listener, endPoint) = await ListenAsync(settings);

        await using var denied = await AnnouncedAsync(endPoint, "192.0.2.7");
        await denied.ExpectCloseAsync();
        await using var first = await AnnouncedAsync(endPoint, "198.51.100.1");
        Assert.IsType<AssociateAcceptPdu>(await AskForAssociationAsync(first));
        await using var again = await AnnouncedAsync(endPoint, "198.51.100.1");
        Assert.Equal(AssociationRejection.LocalLimitExceeded.ToPdu(), await AskForAssociationAsync(again));
        await using var other = await AnnouncedAsync(endPoint, "198.51.100.2");
        Assert.IsType<AssociateAcceptPdu>(await AskForAssociationAsync(other));

        // The denied peer may see its close before we have counted it out.
        await AwaitCountersAsync(
            listener,
            static counters => counters is { Connections: 2, DeniedNetworks: 1, OverPerAddress: 1 },
            "two connections, one denied, one over its address's limit");
        Assert.Contains(IPAddress.Parse("198.51.100.1"), await RemoteAddressesAsync());
    }

    private static async Task<ScriptedPeer> AnnouncedAsync(IPEndPoint endPoint, string client)
    {
        var peer = await ScriptedPeer.ConnectAsync(endPoint);
        await peer.SendRawAsync(Encoding.ASCII.GetBytes($"PROXY TCP4 {client} 127.0.0.1 40000 104\r\n"));
        return peer;
    }

    private static ListenerSettings Settings(
        AdmissionPolicy policy, Func<TcpListenerOptions, TcpListenerOptions>? change = null, TimeSpan? artim = null)
    {
        var options = new TcpListenerOptions(AnyPort);
        return new ListenerSettings(change?.Invoke(options) ?? options)
        {
            Admission = policy,
            Acceptor = new AcceptorSettings
            {
                AETitles = ["SCP"],
                ServiceOptions = DicomServiceOptions.Default with { ArtimTimeout = artim ?? Patience, CloseTimeout = artim ?? Patience },
            },
        };
    }

    private async Task StopConnectionsAsync()
    {
        foreach (var entry in (await Factory.Ask<ConnectionList>(GetConnections.Instance, Patience)).Connections)
        {
            Sys.Stop(entry.Connection);
        }
    }

    private async Task<List<IPAddress?>> RemoteAddressesAsync()
    {
        var addresses = new List<IPAddress?>();
        foreach (var entry in (await Factory.Ask<ConnectionList>(GetConnections.Instance, Patience)).Connections)
        {
            var status = await entry.Connection.Ask<ConnectionStatus>(GetConnectionStatus.Instance, Patience);
            addresses.Add((status.RemoteEndPoint as IPEndPoint)?.Address);
        }

        return addresses;
    }
}
