using System.Net;
using System.Net.Sockets;

namespace DicomActors.Node.Tests;

/// <summary>Something on a port that is no DICOM application: takes one connection, sends fixed bytes, then holds it open.</summary>
internal sealed class OddPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TcpClient? _client;

    public OddPeer(byte[] greeting)
    {
        _listener.Start();
        _ = GreetAsync(greeting);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Completes when somebody has connected.</summary>
    public Task ConnectedAsync() => _connected.Task.WaitAsync(DicomActors.Processes.RunningProgram.Patience);

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }

    private async Task GreetAsync(byte[] greeting)
    {
        try
        {
            _client = await _listener.AcceptTcpClientAsync();
            await _client.GetStream().WriteAsync(greeting);
            _connected.SetResult();
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException or IOException)
        {
            _connected.TrySetException(problem); // The test is over, or the other side was faster.
        }
    }
}
