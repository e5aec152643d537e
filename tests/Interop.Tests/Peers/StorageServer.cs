using System.Globalization;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests.Peers;

/// <summary>DCMTK's <c>storescp</c>: takes what it is sent and writes it down bit by bit.</summary>
internal sealed class StorageServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunningProgram _program;

    private StorageServer(int port, string[] options)
    {
        Port = port;
        _program = RunningProgram.Start(
            PeerTools.Require("storescp"),
            ["-v", "--bit-preserving", "--output-directory", _folder.Path, .. options, port.ToString(CultureInfo.InvariantCulture)]);
    }

    public int Port { get; }

    /// <summary>What was stored so far.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(_folder.Path).Order(StringComparer.Ordinal)];

    public static async Task<StorageServer> StartAsync(params string[] options)
    {
        var server = new StorageServer(FreePort.Next(), options);
        await server._program.ListeningAsync(server.Port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }
}
