using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DicomActors.Protocol.Tests.Transport;

/// <summary>A web server on loopback that hands out a list of revoked certificates, or fails at that in the way a test wants.</summary>
internal sealed class RevocationServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _requests;

    public RevocationServer()
    {
        _listener.Start();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/list.crl");
        Extension = CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([url]);
        _serving = ServeAsync();
    }

    /// <summary>What certificates need in them to be looked up here.</summary>
    public X509Extension Extension { get; }

    /// <summary>The list; null answers 404.</summary>
    public byte[]? List { get; set; }

    /// <summary>Whether requests are taken and never answered.</summary>
    public bool IsSilent { get; set; }

    public int Requests => _requests;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var silent = new List<Socket>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _requests);
                if (IsSilent)
                {
                    silent.Add(socket);
                    continue;
                }

                using (socket)
                {
                    await AnswerAsync(socket);
                }
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            silent.ForEach(static socket => socket.Dispose());
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        var request = new List<byte>();
        var buffer = new byte[1024];
        while (!request.ToArray().AsSpan().EndsWith("\r\n\r\n"u8))
        {
            request.AddRange(buffer.AsSpan(0, await socket.ReceiveAsync(buffer, SocketFlags.None, _stop.Token)));
        }

        var head = List is null ? "HTTP/1.1 404 Not Found\r\n" : "HTTP/1.1 200 OK\r\nContent-Type: application/pkix-crl\r\n";
        byte[] answer = [.. Encoding.ASCII.GetBytes($"{head}Content-Length: {List?.Length ?? 0}\r\nConnection: close\r\n\r\n"), .. List ?? []];
        await socket.SendAsync(answer, SocketFlags.None, _stop.Token);
        socket.Shutdown(SocketShutdown.Send);
        while (await socket.ReceiveAsync(buffer, SocketFlags.None, _stop.Token) > 0)
        {
            // Until the client has closed, so that it loses nothing.
        }
    }
}
