using System.Globalization;
using DicomActors.Node.Actors;
using DicomActors.Node.Output;
using DicomActors.Protocol.Data;
using Spectre.Console;

namespace DicomActors.Node.Demo;

/// <summary>What happens in the demonstration, told while it happens.</summary>
/// <param name="node">The node that is shown.</param>
/// <param name="hospital">Everything around it.</param>
/// <param name="series">What each modality has to send.</param>
internal sealed class DemoTour(DemoNode node, DemoHospital hospital, IReadOnlyList<DemoSeries> series)
{
    /// <summary>One study for C-MOVE, one for C-GET, one for the peer that is not there.</summary>
    private readonly DemoSeries _moved = series.Single(static one => one.Modality.Modality == "MR");
    private readonly DemoSeries _fetched = series.Single(static one => one.Modality.Modality == "CR");
    private readonly DemoSeries _forwarded = series.Single(static one => one.Modality.Modality == "CT");

    /// <summary>From beginning to end.</summary>
    public async Task<DemoSummary> RunAsync(CancellationToken interrupted)
    {
        Title("1. Four modalities send to the node, each by a client actor with a queue");
        await Task.WhenAll(series.Select(one => SendAsync(one, interrupted)));
        var stored = 0;
        foreach (var one in series)
        {
            stored += await node.CountStoredAsync(one, interrupted);
        }

        Title($"2. The node sends the CT series on to {DemoHospital.ResearchTitle}, which is switched off");
        Line("It waits longer after each failure; after three the circuit opens, and the peer is left alone for 2 s.");
        await hospital.Research.SwitchOffAsync();
        var openedTwice = DemoActors.CircuitOpenedTwiceAsync(node.System, DemoNode.ResearchPeer);
        var forwarding = node.ForwardAsync(_forwarded, interrupted);

        Title($"3. Meanwhile {DemoHospital.WorkstationTitle} queries and retrieves: it is not held up");
        var found = await FindAsync(interrupted);
        await RetrieveAsync("C-MOVE", _moved, hospital.MoveAsync, interrupted);
        await RetrieveAsync("C-GET", _fetched, hospital.GetAsync, interrupted);

        await openedTwice.WaitAsync(interrupted);
        Title($"4. {DemoHospital.ResearchTitle} is switched on again: nothing was lost");
        await hospital.Research.SwitchOnAsync();
        var forwarded = await forwarding.WaitAsync(interrupted);
        Line($"{DemoHospital.ResearchTitle} has {Arrived(hospital.Research, _forwarded)} images, {Figures.Time(forwarded.Elapsed)} after the first was queued");
        return new DemoSummary
        {
            Stored = new Share(stored, series.Sum(static one => one.Instances.Count)),
            Bytes = series.Sum(static one => one.Length),
            Found = new Share(found, series.Count),
            Moved = Arrived(hospital.Workstation, _moved),
            Fetched = Arrived(hospital.Workstation, _fetched),
            Forwarded = Arrived(hospital.Research, _forwarded),
        };
    }

    /// <summary>Goes on with it, round after round, so that the dashboard has something to show: until the user ends it.</summary>
    public async Task GoOnAsync(CancellationToken interrupted)
    {
        while (true)
        {
            await Task.WhenAll(series.Select(hospital.SendAsync)).WaitAsync(interrupted);
            await hospital.Research.SwitchOffAsync();
            var openedTwice = DemoActors.CircuitOpenedTwiceAsync(node.System, DemoNode.ResearchPeer);
            var forwarding = node.ForwardAsync(_forwarded, interrupted);
            await hospital.MoveAsync(_moved.StudyInstanceUid, interrupted);
            await openedTwice.WaitAsync(interrupted);
            await hospital.Research.SwitchOnAsync();
            await forwarding.WaitAsync(interrupted);
        }
    }

    private async Task SendAsync(DemoSeries one, CancellationToken interrupted)
    {
        var sent = await hospital.SendAsync(one).WaitAsync(interrupted);
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Modality.AETitle}: {sent.Arrived} of {Images(one)} ({Figures.Size(one.Length)}) in {Figures.Time(sent.Elapsed)}, each acknowledged once it was on disk"));
    }

    private async Task<int> FindAsync(CancellationToken interrupted)
    {
        var studies = await hospital.FindStudiesAsync(interrupted);
        foreach (var study in studies)
        {
            Line($"found: {study.GetString(DicomTag.PatientName)}, {study.GetString(DicomTag.StudyDescription)}, {study.GetString(DicomTag.NumberOfStudyRelatedInstances)} images");
        }

        return studies.Count;
    }

    private static async Task RetrieveAsync(
        string service, DemoSeries one, Func<Uid, CancellationToken, Task<PeerAnswer>> retrieve, CancellationToken interrupted)
    {
        var answer = await retrieve(one.StudyInstanceUid, interrupted);
        Line($"{service} of {Images(one)}: {answer.Ended.Response!.Status}, {Figures.Time(answer.Elapsed)}");
    }

    private static Share Arrived(DemoListener at, DemoSeries one) => new(at.Receiver.CountArrived(one), one.Instances.Count);

    private static string Images(DemoSeries one) => Figures.Count(one.Instances.Count, "image");

    private static void Title(string text)
    {
        Console.Out.WriteLine();
        Terminal.Output().Write(new Text($"{text}\n", new Style(decoration: Decoration.Bold)));
    }

    private static void Line(string text) => Console.Out.WriteLine($"   {SingleLine.Of(text)}");
}
