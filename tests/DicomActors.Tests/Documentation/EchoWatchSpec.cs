using System.Net;
using Akka.Actor;
using DicomActors.Events;
using DicomActors.Listeners;

namespace DicomActors.Tests.Documentation;

// <sample>
public sealed class EchoWatchSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task PeerAnswers_EchoWatch_TellsSoAndReleases()
    {
        var listener = Sys.ActorOf(ListenerActor.Props());      // C-ECHO is built in
        var bound = await listener.Ask<ListenerBound>(new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))));
        var events = CreateTestProbe();
        Sys.EventStream.Subscribe(events, typeof(DicomAssociationReleasedEvent));

        Sys.ActorOf(Props.Create(() => new EchoWatch("127.0.0.1", bound.EndPoint.Port, TestActor)));

        Assert.True((await ExpectMsgAsync<EchoWatch.Reachable>()).IsReachable);
        await events.ExpectMsgAsync<DicomAssociationReleasedEvent>();
    }
}
// </sample>
