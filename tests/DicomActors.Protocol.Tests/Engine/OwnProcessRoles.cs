using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Win32.SafeHandles;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>What an <see cref="OwnProcess"/> does, and which numbers it writes.</summary>
internal static class OwnProcessRoles
{
    /// <summary>Length of the instance that is sent: more than 2 GiB, so that no 32 bit number holds it.</summary>
    public const long InstanceLength = (2L << 30) + 1_000_000;

    private const int OpenFiles = 7;

    private static readonly DicomServiceOptions Options = new()
    {
        PduLimits = new PduLimits { MaximumDataPduLength = 4 << 20, MaximumSentDataPduLength = 4 << 20 },
    };

    public static Task PlayAsync(string role, int port) => role switch
    {
        OwnProcess.Send => SendAsync(port),
        OwnProcess.Relay => RelayAsync(port),
        OwnProcess.Receive => ReceiveAsync(),
        OwnProcess.RunOutOfDescriptors => RunOutOfDescriptorsAsync(),
        _ => throw new ArgumentException($"There is no role {role}."),
    };

    /// <summary>Sends one instance. Writes the largest heap, and the number of bytes sent.</summary>
    private static async Task SendAsync(int port)
    {
        var heap = new HeapWatch();
        var service = Requestor(port);
        var listener = new CountingListener(1);
        service.Send(new CStoreRequest(new GeneratedContent(InstanceLength)), listener);
        service.Release();
        await service.RunAsync(CancellationToken.None);
        await listener.All;
        await WriteAsync(await heap.StopAsync(), service.Counters.BytesSent);
    }

    /// <summary>Writes its port, relays one instance to another; then the largest heap, and the number of bytes received.</summary>
    private static async Task RelayAsync(int port)
    {
        var heap = new HeapWatch();
        var target = Requestor(port);
        var ended = target.RunAsync(CancellationToken.None);
        var user = new RecordingUser { OpenSink = (store, _) => new(StoreRelay.Start(store, target)), OnRequest = static _ => { } };
        var service = await ServeAsync(user);
        target.Release();
        await ended;
        await WriteAsync(await heap.StopAsync(), service.Counters.BytesReceived);
    }

    /// <summary>Writes its port, receives one instance; then the largest heap, and the length of the instance.</summary>
    private static async Task ReceiveAsync()
    {
        var heap = new HeapWatch();
        var sink = new CountingSink();
        await ServeAsync(new RecordingUser { OpenSink = (_, _) => new(sink) });
        await WriteAsync(await heap.StopAsync(), sink.Count);
    }

    /// <summary>
    /// Writes its port; accepts a first connection and uses up its descriptors, and writes how many it took; fails to accept the second and writes
    /// how; accepts it once there are descriptors again, and writes the first byte received.
    /// </summary>
    private static async Task RunOutOfDescriptorsAsync()
    {
        await using var listener = Listen();
        await WriteAsync(listener.LocalEndPoint.Port);
        await WarmUpAsync(listener);
        var highest = Directory.GetFiles("/proc/self/fd").Max(static file => int.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture));
        _ = getrlimit(OpenFiles, out var limit);
        _ = setrlimit(OpenFiles, limit with { Current = (nuint)highest + 8 });
        var used = UseUpDescriptors();
        await WriteAsync(used.Count);
        try
        {
            await listener.AcceptAsync(CancellationToken.None);
        }
        catch (TransportException exception)
        {
            _ = setrlimit(OpenFiles, limit);
            await WriteAsync((long)exception.Failure);
        }

        used.ForEach(static file => file.Dispose());

        await using var connection = await listener.AcceptAsync(CancellationToken.None);
        var buffer = new byte[1];
        await connection.ReadAsync(buffer);
        await WriteAsync(buffer[0]);
    }

    /// <summary>Accepts once, and fails once: afterwards the runtime has no assembly left to load for either.</summary>
    private static async Task WarmUpAsync(TcpTransportListener listener)
    {
        await using var first = await listener.AcceptAsync(CancellationToken.None);
        try
        {
            await using var second = new TcpTransportListener(new TcpListenerOptions(listener.LocalEndPoint));
        }
        catch (TransportException)
        {
            // The port is in use.
        }
    }

    private static List<SafeFileHandle> UseUpDescriptors()
    {
        var used = new List<SafeFileHandle>();
        while (true)
        {
            try
            {
                used.Add(File.OpenHandle("/dev/null"));
            }
            catch (IOException)
            {
                return used;
            }
        }
    }

    private static TcpTransportListener Listen() => new(new TcpListenerOptions(new IPEndPoint(IPAddress.Loopback, 0)));

    private static DicomService Requestor(int port) => DicomService.ForRequestor(
        new TcpConnector("127.0.0.1", port), Engines.Request, new RecordingUser(), Options, NullLogger.Instance);

    private static async Task<DicomService> ServeAsync(RecordingUser user)
    {
        await using var listener = Listen();
        await WriteAsync(listener.LocalEndPoint.Port);
        var service = DicomService.ForAcceptor(await listener.AcceptAsync(CancellationToken.None), user, Options, NullLogger.Instance);
        await service.RunAsync(CancellationToken.None);
        return service;
    }

    private static async Task WriteAsync(params long[] numbers)
    {
        foreach (var number in numbers)
        {
            await Console.Out.WriteLineAsync(number.ToString(CultureInfo.InvariantCulture));
        }

        await Console.Out.FlushAsync();
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getrlimit(int resource, out ResourceLimit limit);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setrlimit(int resource, in ResourceLimit limit);

    [StructLayout(LayoutKind.Sequential)]
    private record struct ResourceLimit(nuint Current, nuint Maximum);
}
