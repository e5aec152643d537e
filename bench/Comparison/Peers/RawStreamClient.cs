using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Comparison.Measuring;

namespace Comparison.Peers;

/// <summary>
/// The limit of a sender: blocking sockets, chunks as long as our PDUs, and a wait for the acknowledgement after each instance, as a C-STORE
/// without asynchronous operations has it.
/// </summary>
/// <remarks>port, length: bytes of an instance; chunk: bytes of a write; folder: files to read each instance from (default: memory); count: see <see cref="StoreScu"/>.</remarks>
internal static class RawStreamClient
{
    public const string Verb = "raw-stream-client";

    public static async Task RunAsync(PeerArguments arguments)
    {
        var instance = new byte[arguments.Number("length")];
        var files = arguments.Find("folder") is { } folder ? Directory.GetFiles(folder, "*.dcm") : [];
        var chunk = (int)arguments.Number("chunk");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, (int)arguments.Number("port")));
        await PeerConsole.RunAsync(arguments, operations => Task.FromResult(Send(socket, files, instance, chunk, operations)));
    }

    private static Measurement Send(Socket socket, string[] files, byte[] instance, int chunk, long count)
    {
        var acknowledgement = new byte[RawStreamServer.AcknowledgementLength];
        var start = Stopwatch.GetTimestamp();
        for (var number = 0L; number < count; number++)
        {
            if (files.Length > 0)
            {
                SendFile(socket, files[number % files.Length], instance, chunk);
            }
            else
            {
                for (var sent = 0; sent < instance.Length; sent += chunk)
                {
                    socket.Send(instance, sent, Math.Min(chunk, instance.Length - sent), SocketFlags.None);
                }
            }

            for (var received = 0; received < acknowledgement.Length;)
            {
                var read = socket.Receive(acknowledgement, received, acknowledgement.Length - received, SocketFlags.None);
                received += read > 0 ? read : throw new BenchException("The raw receiver has closed the connection.");
            }
        }

        return new Measurement(count, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>The last bytes of the file, without what stands before its data set.</summary>
    private static void SendFile(Socket socket, string path, byte[] instance, int chunk)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var position = RandomAccess.GetLength(file) - instance.Length;
        for (var sent = 0; sent < instance.Length;)
        {
            var read = RandomAccess.Read(file, instance.AsSpan(0, Math.Min(chunk, instance.Length - sent)), position + sent);
            socket.Send(instance, 0, read, SocketFlags.None);
            sent += read;
        }
    }
}
