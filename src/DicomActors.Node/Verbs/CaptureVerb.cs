using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DicomActors.Node.Capturing;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Protocol.Diagnostics;

namespace DicomActors.Node.Verbs;

/// <summary><c>capture PORT HOST PEERPORT --out FILE</c>: stand between two others and record what they say.</summary>
internal sealed class CaptureVerb : VerbCommand
{
    private const int UsualConnections = 100;

    private readonly Argument<int> _port = new("PORT") { Description = "Port to listen on; 0 picks a free one and says which." };
    private readonly Argument<string> _host = new("HOST") { Description = "Name or address of the peer everything goes to." };
    private readonly Argument<int> _peerPort = new("PEERPORT") { Description = "Port of the peer, 1 to 65535." };
    private readonly Option<string> _out = new("--out") { Description = "File to record in; one of that name is replaced.", HelpName = "FILE", Required = true };
    private readonly Option<int?> _connections = Values.Number("--connections", "The most connections at once, others wait: 1 to 10000, default 100.", 1, 10_000);
    private readonly Option<bool> _local = new("--local") { Description = "Listen on the loopback address only." };
    private readonly Option<double> _connectTimeout = Values.Seconds("--connect-timeout", "Longest wait for the connection to the peer.", 10);
    private readonly Option<bool> _json = JsonOutput.LinesOption();

    /// <summary>The verb.</summary>
    public CaptureVerb()
        : base(
            "capture",
            "Stand between two others, pass everything on unchanged, and record it for dump.",
            "./dicomactors capture 11113 pacs.example 104 --out traffic.dacap",
            "./dicomactors capture 11113 localhost 11112 --out traffic.dacap --local",
            "./dicomactors capture 0 localhost 11112 --out traffic.dacap --json")
    {
        Details =
        [
            "Let the one that calls connect to PORT here instead of to its peer. In the record -> is what it sent, <- what the peer sent.",
            "Nothing is read or changed on the way: TLS passes through too, but then the record holds bytes nobody can read.",
            "The record holds patient data, images included, and ends at 1 GiB; what comes after is passed on and not recorded.",
            "Ctrl-C and SIGTERM end it: connections that stand are cut, the record is whole, and the exit code is 0. To read it: ./dicomactors dump FILE.",
        ];
        Values.RequirePort(_port, smallest: 0);
        Values.RequirePort(_peerPort, smallest: 1);
        Add(_port);
        Add(_host);
        Add(_peerPort);
        Add(_out);
        Add(_local);
        Add(_connections);
        Add(_connectTimeout);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var path = arguments.GetRequiredValue(_out);
        var peer = new DnsEndPoint(arguments.GetRequiredValue(_host), arguments.GetRequiredValue(_peerPort));
        using var listener = Listen(arguments);
        using var capture = Create(path);
        var lines = new CaptureLines(arguments.GetValue(_json));
        var relay = new CaptureRelay(listener, peer, capture, lines)
        {
            MaximumConnections = arguments.GetValue(_connections) ?? UsualConnections,
            ConnectTimeout = TimeSpan.FromSeconds(arguments.GetRequiredValue(_connectTimeout)),
        };
        lines.Listening(((IPEndPoint)listener.LocalEndPoint!).Port, $"{peer.Host}:{peer.Port.ToString(CultureInfo.InvariantCulture)}", path);
        await relay.RunAsync(interrupted);
        capture.Dispose();
        lines.Ended(relay.Totals, path);
        if (capture.IsTruncated)
        {
            Say.Warning($"--out {path}: not everything was recorded; the disk is full, or the file has reached its limit of 1 GiB.");
        }

        return ExitCode.Done;
    }

    private Socket Listen(ParseResult arguments)
    {
        var port = arguments.GetRequiredValue(_port);
        var address = arguments.GetValue(_local) ? IPAddress.Loopback : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                listener.DualMode = true;
            }

            listener.Bind(new IPEndPoint(address, port));
            listener.Listen();
            return listener;
        }
        catch (SocketException problem)
        {
            listener.Dispose();
            throw new VerbException(ExitCode.BadInput, $"cannot listen on port {port}: {problem.Message}. Choose another port; 0 picks a free one.", problem);
        }
    }

    private static CaptureWriter Create(string path)
    {
        try
        {
            return CaptureWriter.Create(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new VerbException(ExitCode.BadInput, $"--out {path}: {problem.Message}", problem);
        }
    }
}
