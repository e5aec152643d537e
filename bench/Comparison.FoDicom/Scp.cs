using System.Net;
using System.Net.Sockets;
using Comparison.Peers;
using FellowOakDicom.Network;

namespace Comparison.FoDicom;

/// <summary>A listener on a free port of loopback.</summary>
internal static class Scp
{
    public static async Task RunAsync()
    {
        var port = FreePort();
        using var server = DicomServerFactory.Create<DiscardingService>("127.0.0.1", port);
        await PeerConsole.ServeAsync(port);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
