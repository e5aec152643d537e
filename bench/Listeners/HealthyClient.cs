using System.Diagnostics;
using System.Globalization;
using System.Net;
using Akka.Actor;
using DicomActors;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace Listeners;

/// <summary>Echoes every 5 ms: on an association that stands, and every tenth time on one of its own.</summary>
internal sealed class HealthyClient(ActorSystem system, IPEndPoint endPoint)
{
    private static readonly AssociationRequest Request =
        new AssociationRequest("HEALTHY", "SCP").WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian);

    /// <summary>Echoes until told to stop, and prints how long that took.</summary>
    public async Task RunAsync(string name, Func<int, bool> isEnough)
    {
        var standing = await AssociateAsync();
        var echoes = new List<double>();
        var associations = new List<double>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var i = 0; !isEnough(i); i++)
        {
            await timer.WaitForNextTickAsync();
            echoes.Add(await TimeAsync(() => EchoAsync(standing)));
            if (i % 10 == 0)
            {
                associations.Add(await TimeAsync(async () =>
                {
                    var own = await AssociateAsync();
                    await EchoAsync(own);
                    await own.Ask<AssociationReleased>(ReleaseAssociation.Instance);
                }));
            }
        }

        await standing.Ask<AssociationReleased>(ReleaseAssociation.Instance);
        Console.WriteLine($"{name}, C-ECHO:                        {Describe(echoes)}");
        Console.WriteLine($"{name}, connect, echo, release:        {Describe(associations)}");
    }

    private static async Task EchoAsync(IActorRef connection)
    {
        var result = await connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), TimeSpan.FromSeconds(30));
        if (result.Status != DimseStatus.Success)
        {
            throw new InvalidOperationException($"An echo ended with {result.Status}.");
        }
    }

    private static async Task<double> TimeAsync(Func<Task> doAsync)
    {
        var start = Stopwatch.GetTimestamp();
        await doAsync();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Describe(List<double> times)
    {
        times.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{times.Count,6} times, p50 {At(0.5):0.00} ms, p99 {At(0.99):0.00} ms, p99.9 {At(0.999):0.00} ms, most {times[^1]:0.00} ms");

        double At(double part) => times[Math.Min(times.Count - 1, (int)(times.Count * part))];
    }

    private async Task<IActorRef> AssociateAsync()
    {
        var opened = await Dicom.Get(system).ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To(endPoint.Address.ToString(), endPoint.Port)));
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(Request));
        return opened.Connection;
    }
}
