using Akka.Actor;
using Akka.Configuration;
using DicomActors.Connections;
using DicomActors.Events;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>An actor system for many scenarios.</summary>
internal sealed class ScenarioHost : IAsyncDisposable
{
    // Most of the scenarios are failures, and would be logged as such.
    private const string Quiet = """
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.log-dead-letters = off
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public ScenarioHost()
    {
        System = ActorSystem.Create("scenarios", ConfigurationFactory.ParseString(Quiet));
        Recorder = new EventRecorder(System);
        Dicom = DicomActors.Dicom.Get(System);
    }

    public ActorSystem System { get; }

    public EventRecorder Recorder { get; }

    public DicomExtension Dicom { get; }

    /// <summary>Fails unless every connection there ever was has ended, once, and nothing of it is left.</summary>
    public async Task AssertNothingIsLeftAsync()
    {
        var left = await Dicom.ConnectionFactory.Ask<ConnectionList>(GetConnections.Instance, Patience);
        Assert.Empty(left.Connections);
        Assert.All(Dicom.Handlers.GetStatus(), status => Assert.Equal((0, 0), (status.Active, status.Waiting)));
        AssertEveryConnectionEndedOnce();
    }

    public void AssertEveryConnectionEndedOnce() => Assert.All(Recorder.Connections, connection => Assert.Null(connection.FindFault()));

    /// <summary>Fails unless every way a request or a connection can end was among the scenarios, often.</summary>
    public void AssertScenariosWereVaried()
    {
        var counts = Recorder.Connections.SelectMany(connection => connection.Types).GroupBy(type => type).ToDictionary(type => type.Key, type => type.Count());
        Assert.All(
            (Type[])[
                typeof(RequestCompletedEvent), typeof(RequestPendingEvent), typeof(RequestCancelledEvent), typeof(RequestTimedOutEvent),
                typeof(RequestFailedEvent), typeof(RequestReceivedEvent), typeof(CancelReceivedEvent), typeof(SendQueueEmptyEvent),
                typeof(DicomAssociationAcceptedEvent), typeof(AssociationEstablishedEvent), typeof(DicomAssociationRejectedEvent),
                typeof(DicomAssociationReleasedEvent), typeof(DicomAbortedEvent),
            ],
            type => Assert.True(counts.GetValueOrDefault(type) >= 20, $"{type.Name} was published {counts.GetValueOrDefault(type)} times only."));
    }

    public async ValueTask DisposeAsync() => await System.Terminate();
}
