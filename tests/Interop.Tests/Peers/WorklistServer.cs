using System.Globalization;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests.Peers;

/// <summary>DCMTK's <c>wlmscpfs</c>: answers modality worklist queries from files.</summary>
internal sealed class WorklistServer : IAsyncDisposable
{
    public const string AETitle = "WORKLIST";

    private readonly TemporaryFolder _folder = new();
    private readonly RunningProgram _program;

    private WorklistServer(int port)
    {
        Port = port;
        // The server finds a worklist by its AE title, and wants a lock file next to the entries.
        var entries = _folder.Folder(AETitle);
        File.WriteAllText(Path.Combine(entries, "lockfile"), "");
        _program = RunningProgram.Start(
            PeerTools.Require("wlmscpfs"), "-v", "--disable-file-reject", "--data-files-path", _folder.Path, port.ToString(CultureInfo.InvariantCulture));
    }

    public int Port { get; }

    /// <summary>Starts with these entries.</summary>
    public static async Task<WorklistServer> StartAsync(params string[] dumps)
    {
        var server = new WorklistServer(FreePort.Next());
        for (var i = 0; i < dumps.Length; i++)
        {
            await DicomFile.FromDumpAsync(dumps[i], Path.Combine(server._folder.File(AETitle), $"entry{i}.wl"));
        }

        await server._program.ListeningAsync(server.Port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }
}
