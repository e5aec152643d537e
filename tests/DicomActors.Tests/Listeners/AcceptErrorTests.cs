using Akka.Actor;
using Akka.Event;
using DicomActors.Listeners;
using DicomActors.Protocol.Pdus;
using DicomActors.TestKit;
using Xunit.Abstractions;

namespace DicomActors.Tests.Listeners;

public sealed class AcceptErrorTests(ITestOutputHelper output) : ListenerSpec(output)
{
    [Fact]
    public async Task SystemRefusesMoreSockets_ListenerWaitsLongerEachTimeAndServesWhenItCan()
    {
        const int Failures = 6;
        var warnings = CreateTestProbe();
        Sys.EventStream.Subscribe(warnings, typeof(Warning));
        var failing = new FailingListener(Failures);
        var (listener, transport) = await ListenAsync(failing, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(40));
        failing.Connect(transport.Server);

        await using var peer = new ScriptedPeer(transport.Client);
        var answer = await AskForAssociationAsync(peer);

        Assert.IsType<AssociateAcceptPdu>(answer);
        var waits = new List<string>();
        for (var i = 0; i < Failures; i++)
        {
            waits.Add((await warnings.ExpectMsgAsync<Warning>(Patience)).Message.ToString()!.Split("next try in ")[1].Split(": Too")[0]);
        }

        Assert.Equal(["00:00:00.0100000", "00:00:00.0200000", "00:00:00.0400000", "00:00:00.0400000", "00:00:00.0400000", "00:00:00.0400000"], waits);
        var status = await StatusAsync(listener);
        Assert.Equal((Failures, (long)Failures), ((int)status.AcceptErrors, status.EndPoints[0].AcceptErrors));
        await AwaitAssertAsync(() => Assert.Equal(Failures + 2, failing.Attempts), Patience);
        Assert.False(failing.IsDisposed, "A failure to accept should not close the listener.");
    }

    [Fact]
    public async Task SystemRefusesAlways_ListenerTriesOncePerWaitOnly()
    {
        var failing = new FailingListener(int.MaxValue);
        var (listener, _) = await ListenAsync(failing, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        var status = await AwaitAssertAsync(
            async () =>
            {
                var seen = await StatusAsync(listener);
                Assert.Equal(1, seen.AcceptErrors);
                return seen;
            });

        // Everything it had to do is done: the status was answered after the failure.
        Assert.Equal((1L, 1), (status.AcceptErrors, failing.Attempts));
        await listener.Ask<ListenerUnbound>(UnbindListener.Instance, Patience);
        Assert.True(failing.IsDisposed, "A listener that waits should be unbound at once.");
    }

    private async Task<(IActorRef Listener, InMemoryTransport Transport)> ListenAsync(FailingListener failing, TimeSpan first, TimeSpan last)
    {
        var listener = Sys.ActorOf(ListenerActor.Props(_ => failing));
        var settings = new ListenerSettings(AnyPort) { FirstBackoff = first, LastBackoff = last };
        await listener.Ask<ListenerBound>(new BindListener(settings), Patience);
        return (listener, new InMemoryTransport());
    }

    private async Task<ListenerStatus> AwaitAssertAsync(Func<Task<ListenerStatus>> assert)
    {
        ListenerStatus? status = null;
        await AwaitAssertAsync(async () => status = await assert(), Patience);
        return status!;
    }
}
