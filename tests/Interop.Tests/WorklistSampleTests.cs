using System.Globalization;
using System.Net;
using Akka.Actor;
using DicomActors.Listeners;
using DicomActors.Processes;
using DicomActors.Samples;

namespace DicomActors.Interop.Tests;

/// <summary>The worklist of samples/DicomActors.Samples, asked by DCMTK.</summary>
public sealed class WorklistSampleTests
{
    private const string Entry = """
        {
          "00080005": { "vr": "CS", "Value": ["ISO_IR 192"] },
          "00080050": { "vr": "SH", "Value": ["ACC-1"] },
          "00100010": { "vr": "PN", "Value": [{ "Alphabetic": "DOE^JANE" }] },
          "00400100": { "vr": "SQ", "Value": [{
            "00080060": { "vr": "CS", "Value": ["CT"] },
            "00400001": { "vr": "AE", "Value": ["STATION"] },
            "00400002": { "vr": "DA", "Value": ["20260102"] }
          }] }
        }
        """;

    [PeerFact("findscu")]
    public async Task Findscu_AsksForTheDaysWorklist_IsAnsweredTheMatchingEntry()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("1.json"), Entry);
        await File.WriteAllTextAsync(folder.File("2.json"), Entry.Replace("ACC-1", "ACC-2", StringComparison.Ordinal).Replace("20260102", "20260103", StringComparison.Ordinal));
        var system = ActorSystem.Create("worklist");
        await system.ActorOf(Props.Create(() => new WorklistHandler(folder.Path))).Ask<ActorIdentity>(new Identify("worklist"), RunningProgram.Patience);
        var bound = await system.ActorOf(ListenerActor.Props()).Ask<ListenerBound>(
            new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))), RunningProgram.Patience);

        var find = (await RunningProgram.RunAsync(
            PeerTools.Require("findscu"), "-v", "-W", "-k", "AccessionNumber", "-k", "PatientName=DOE*",
            "-k", "ScheduledProcedureStepSequence[0].Modality=CT", "-k", "ScheduledProcedureStepSequence[0].ScheduledProcedureStepStartDate=20260102",
            "127.0.0.1", bound.EndPoint.Port.ToString(CultureInfo.InvariantCulture))).ExpectExit(0);

        await system.Terminate();
        Assert.Contains("ACC-1", find.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ACC-2", find.ToString(), StringComparison.Ordinal);
    }
}
