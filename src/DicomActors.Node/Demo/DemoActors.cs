using Akka.Actor;
using DicomActors.Protocol.Content;

namespace DicomActors.Node.Demo;

/// <summary>Starts the actors of the demonstration.</summary>
internal static class DemoActors
{
    /// <summary>Sends instances by the peer of that name. Whatever becomes of them is in the result.</summary>
    public static Task<DemoSent> SendAsync(ActorSystem system, string peer, IReadOnlyCollection<DicomContent> instances)
    {
        var done = new TaskCompletionSource<DemoSent>(TaskCreationOptions.RunContinuationsAsynchronously);
        var peers = Dicom.Get(system).Peers;
        system.ActorOf(Props.Create(() => new DemoSender(peers, peer, instances, done)));
        return done.Task;
    }

    /// <summary>Completes when the circuit of that peer has opened twice from now on.</summary>
    public static Task CircuitOpenedTwiceAsync(ActorSystem system, string peer)
    {
        var openedTwice = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new DemoCircuitWatch(peer, openedTwice)));
        return openedTwice.Task;
    }
}
