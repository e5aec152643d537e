using System.Globalization;
using System.Net;
using Akka.Actor;
using DicomActors.Archive;
using DicomActors.Archive.Storage;
using DicomActors.Clients;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Listeners;
using DicomActors.Processes;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Transport;

namespace DicomActors.Interop.Tests.Archive;

/// <summary>An archive of ours in this process, for peers in processes of their own.</summary>
public sealed class ArchiveServer : IAsyncLifetime, IDisposable
{
    public const string AETitle = "ARCHIVE";

    private readonly TemporaryFolder _folder = new();
    private readonly ActorSystem _system = ActorSystem.Create("archive-server");
    private DicomArchive? _archive;

    public int Port { get; private set; }

    public DicomArchive Archive => _archive!;

    public async Task InitializeAsync()
    {
        _archive = await DicomArchive.StartAsync(_system, new DicomArchiveOptions(new ArchiveStorageOptions(_folder.Folder("archive")) { MinimumFreeBytes = 0 }));
        var bound = await _system.ActorOf(ListenerActor.Props()).Ask<ListenerBound>(
            new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))), RunningProgram.Patience);
        Port = bound.EndPoint.Port;
    }

    public async Task DisposeAsync()
    {
        await Archive.DisposeAsync();
        await _system.Terminate();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Tells the archive of a peer: a destination of C-MOVE, a receiver of reports.</summary>
    public async Task ConfigurePeerAsync(string title, int port) => await Dicom.Get(_system).Peers.Ask<PeerConfigured>(
        new ConfigurePeer(new DicomPeer(title, new TcpConnector("127.0.0.1", port), AETitle, title)), RunningProgram.Patience);

    /// <summary>Runs a tool of DCMTK against the archive; the address comes between options and files.</summary>
    internal Task<ProgramResult> RunAsync(string tool, IEnumerable<string> options, params IEnumerable<string> files) => RunningProgram.RunAsync(
        PeerTools.Require(tool), [.. options, "-aec", AETitle, "127.0.0.1", Port.ToString(CultureInfo.InvariantCulture), .. files]);

    /// <summary>Sends it the small images of <see cref="TestImages.CreateSeriesAsync"/>.</summary>
    /// <returns>The files, by SOP Instance UID.</returns>
    internal async Task<IReadOnlyDictionary<string, string>> FillAsync(string folder, int count)
    {
        var files = await TestImages.CreateSeriesAsync(folder, count);
        (await RunAsync("dcmsend", ["-v"], files)).ExpectExit(0);
        return files.ToDictionary(InstanceOf);
    }

    /// <summary>Fails unless the files are these instances, each with its data set byte for byte.</summary>
    internal static void AssertSame(IReadOnlyDictionary<string, string> sent, IEnumerable<string> received)
    {
        var found = received.ToDictionary(InstanceOf);
        Assert.Equal(sent.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        foreach (var (instance, file) in sent)
        {
            DicomFile.AssertSameBytes(File.ReadAllBytes(file), File.ReadAllBytes(found[instance]));
        }
    }

    private static string InstanceOf(string file) =>
        Part10Reader.Parse(File.ReadAllBytes(file)).Header!.Meta.MediaStorageSopInstanceUid.Value;
}
