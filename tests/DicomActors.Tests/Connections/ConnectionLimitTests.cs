using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Connections;

public sealed class ConnectionLimitTests(ITestOutputHelper output) : DicomActorsSpec(output, "dicom-actors.connections.maximum = 2")
{
    [Fact]
    public async Task LimitReached_OpenConnection_IsRefusedAndNamesTheSetting()
    {
        var (_, endPoint) = await ListenAsync();
        await AssociateAsync(endPoint);

        var refusal = await Assert.ThrowsAsync<ConnectionRefusedException>(() => ConnectAsync(endPoint));

        Assert.Contains("dicom-actors.connections.maximum", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LimitReached_PeerAsksForAnAssociation_IsRejectedAndNothingLeaks()
    {
        var (_, endPoint) = await ListenAsync();
        await using var first = await ScriptedPeer.ConnectAsync(endPoint);
        await first.RequestAssociationAsync(VerificationRequest);
        await using var second = await ScriptedPeer.ConnectAsync(endPoint);
        await second.RequestAssociationAsync(VerificationRequest);

        await using var third = await ScriptedPeer.ConnectAsync(endPoint);
        await third.SendAsync(RequestorNegotiation.CreateRequest(VerificationRequest, PduLimits.Default));
        var rejection = await third.ExpectAsync<AssociateRejectPdu>();
        await third.DisposeAsync();

        Assert.Equal(AssociationRejection.LocalLimitExceeded.ToPdu(), rejection);
        await AwaitAssertAsync(
            async () => Assert.Equal(2, (await Factory.Ask<ConnectionList>(GetConnections.Instance, Patience)).Connections.Count), Patience);
    }
}
