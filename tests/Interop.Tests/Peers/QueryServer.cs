using System.Globalization;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests.Peers;

/// <summary>DCMTK's <c>dcmqrscp</c>: a small archive that stores and answers queries, and insists on its AE title.</summary>
internal sealed class QueryServer : IAsyncDisposable
{
    public const string AETitle = "DCMQR";

    private readonly TemporaryFolder _folder = new();
    private readonly RunningProgram _program;

    private QueryServer(int port)
    {
        Port = port;
        var storage = _folder.Folder("storage");
        var configuration = _folder.File("dcmqrscp.cfg");
        File.WriteAllText(configuration, string.Create(CultureInfo.InvariantCulture, $"""
            NetworkTCPPort  = {port}
            MaxPDUSize      = 16384
            MaxAssociations = 16
            HostTable BEGIN
            HostTable END
            VendorTable BEGIN
            VendorTable END
            AETable BEGIN
            {AETitle}  {storage}  RW  (200, 1024mb)  ANY
            AETable END

            """));
        _program = RunningProgram.Start(PeerTools.Require("dcmqrscp"), "-v", "--config", configuration);
    }

    public int Port { get; }

    public static async Task<QueryServer> StartAsync()
    {
        var server = new QueryServer(FreePort.Next());
        await server._program.ListeningAsync(server.Port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }
}
