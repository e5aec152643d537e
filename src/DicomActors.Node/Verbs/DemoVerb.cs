using System.CommandLine;
using Akka.Actor;
using DicomActors.Events;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Demo;
using DicomActors.Node.Listening;

namespace DicomActors.Node.Verbs;

/// <summary><c>demo</c>: a node at work in a simulated hospital, with everything that happens told as it happens.</summary>
internal sealed class DemoVerb : VerbCommand
{
    private readonly Option<bool> _stay = new("--stay") { Description = "Go on until Ctrl-C, so that there is time for the dashboard." };

    /// <summary>The verb.</summary>
    public DemoVerb()
        : base(
            "demo",
            "Show it at work: a node with archive and dashboard, four modalities, a workstation, and a peer that is away.",
            "./dicomactors demo",
            "./dicomactors demo --stay")
    {
        Details =
        [
            "Everything runs in this process, on free ports of this machine, with images made by arithmetic. Needs nothing and leaves nothing behind.",
            "The dashboard's address is printed at the start: open it in a browser. Takes about half a minute, unless --stay.",
        ];
        Add(_stay);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        using var folder = new DemoFolder();
        await using var hospital = await DemoHospital.StartAsync(arguments);
        await using var node = await DemoNode.StartAsync(folder, hospital, interrupted);
        await hospital.MeetAsync(node.Port);
        var events = node.System.ActorOf(Props.Create(() => new EventPrinter(IsShown)), "demo-events");
        Introduce(node);
        var tour = new DemoTour(node, hospital, [.. DemoModality.All.Select(SyntheticSeries.Create)]);
        var summary = await tour.RunAsync(interrupted);
        summary.Write((await events.Ask<EventPrinter.Printed>(new EventPrinter.GetPrinted(), interrupted)).Lines);
        if (arguments.GetValue(_stay))
        {
            await StayAsync(tour, node, interrupted);
        }
        else
        {
            Console.Out.WriteLine("\nNext: ./dicomactors demo --stay, and look at the dashboard; or a node of your own: ./dicomactors serve --config hocon/node.conf");
        }

        return summary.IsGood ? ExitCode.Done : ExitCode.PeerFailed;
    }

    /// <summary>A line for each association and for what goes wrong; requests are too many.</summary>
    private static bool IsShown(IAdvancedDicomClientConnectionEvent happened) => happened is AssociationRequestedEvent or DicomAssociationAcceptedEvent
        or DicomAssociationRejectedEvent or DicomAbortedEvent or ConnectionClosedEvent or PeerStateChangedEvent;

    private static void Introduce(DemoNode node) => Console.Out.WriteLine($"""
        A small hospital in one process:
          {DemoHospital.NodeTitle,-15}  the node: listens on port {node.Port}, archives what it gets, answers queries, sends on
          {string.Join(' ', DemoModality.All.Select(modality => modality.AETitle)),-15}  modalities that send images
          {DemoHospital.WorkstationTitle,-15}  queries and retrieves
          {DemoHospital.ResearchTitle,-15}  an archive that is not always there

        Dashboard of the node: {node.Dashboard}   <- open it in a browser
        """);

    private static async Task StayAsync(DemoTour tour, DemoNode node, CancellationToken interrupted)
    {
        Console.Out.WriteLine($"\nGoing on. Dashboard: {node.Dashboard}   Ctrl-C ends it.");
        try
        {
            await tour.GoOnAsync(interrupted);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            Console.Out.WriteLine("ended.");
        }
    }
}
