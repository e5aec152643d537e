using System.Globalization;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests.Peers;

/// <summary>DCMTK's <c>dcmqrscp</c>: a small archive that stores and answers queries, and insists on its AE title.</summary>
internal sealed class QueryServer : IAsyncDisposable
{
    public const string AETitle = "DCMQR";

    private readonly TemporaryFolder _folder;
    private readonly RunningProgram _program;

    private QueryServer(int port, TemporaryFolder folder, IReadOnlyDictionary<string, int> destinations, bool isSlowed, string[] options)
    {
        Port = port;
        _folder = folder;
        var storage = folder.Folder("storage");
        var hosts = string.Concat(destinations.Select(static (entry, i) => string.Create(
            CultureInfo.InvariantCulture, $"host{i} = ({entry.Key}, 127.0.0.1, {entry.Value})\n")));
        var configuration = _folder.File("dcmqrscp.cfg");
        File.WriteAllText(configuration, string.Create(CultureInfo.InvariantCulture, $"""
            NetworkTCPPort  = {port}
            MaxPDUSize      = 16384
            MaxAssociations = 16
            HostTable BEGIN
            {hosts}HostTable END
            VendorTable BEGIN
            VendorTable END
            AETable BEGIN
            {AETitle}  {storage}  RW  (200, 1024mb)  ANY
            AETable END

            """));
        var environment = new Dictionary<string, string>();
        if (isSlowed)
        {
            environment["TCP_BUFFER_LENGTH"] = "4096";
        }

        _program = RunningProgram.Start(PeerTools.Require("dcmqrscp"), ["-v", "--config", configuration, .. options], environment);
    }

    public int Port { get; }

    public static Task<QueryServer> StartAsync() => StartAsync([]);

    /// <summary>Starts with files in its archive.</summary>
    /// <param name="files">They are copied.</param>
    /// <param name="destinations">AE titles and ports on loopback it may move to.</param>
    /// <param name="isSlowed">Whether its socket buffers are small, so that it cannot be far ahead of who reads its answers.</param>
    /// <param name="options">More options of the command line.</param>
    public static async Task<QueryServer> StartAsync(
        IReadOnlyList<string> files, IReadOnlyDictionary<string, int>? destinations = null, bool isSlowed = false, params string[] options)
    {
        var folder = new TemporaryFolder();
        var storage = folder.Folder("storage");
        var copies = files.Select(file => Path.Combine(storage, Path.GetFileName(file))).ToList();
        foreach (var (file, copy) in files.Zip(copies))
        {
            File.Copy(file, copy);
        }

        if (copies.Count > 0)
        {
            (await RunningProgram.RunAsync(PeerTools.Require("dcmqridx"), [storage, .. copies])).ExpectExit(0);
        }

        var server = new QueryServer(FreePort.Next(), folder, destinations ?? new Dictionary<string, int>(), isSlowed, options);
        await server._program.ListeningAsync(server.Port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }
}
