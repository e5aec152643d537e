using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DicomActors.Processes;

namespace DicomActors.Node.Tests;

/// <summary>Peers and files that are not what they should be: one line, the right exit code, nothing half-done.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task Port_NobodyListens_SaysSo()
    {
        var run = (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(ClosedPort()))).ExpectExit(ExitCode.NoAssociation);

        Assert.Contains("nothing listens there", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_IsNotKnown_SaysSo()
    {
        var run = (await NodeProgram.RunAsync("echo", "no-such-host.invalid", "104")).ExpectExit(ExitCode.NoAssociation);

        Assert.Contains("no-such-host.invalid", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Title_IsWrong_IsRejectedAndBothTitlesAreShown()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path, "--called", "RIGHT");
        await using var _ = listener;

        var run = (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(port), "--called", "WRONG")).ExpectExit(ExitCode.NoAssociation);

        var line = Assert.Single(run.ErrorLines);
        Assert.Contains("called AE title not recognized", line, StringComparison.Ordinal);
        Assert.Contains("WRONG", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_IsNotAllowed_IsRejected()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path, "--calling", "FRIEND");
        await using var _ = listener;

        (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(port), "--calling", "FRIEND")).ExpectExit(ExitCode.Done);
        var run = (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(port), "--calling", "STRANGER")).ExpectExit(ExitCode.NoAssociation);

        Assert.Contains("calling AE title not recognized", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_SpeaksHttp_SaysThatItIsNotDicom()
    {
        using var peer = new OddPeer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());

        var run = (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(peer.Port))).ExpectExit(ExitCode.NoAssociation);

        Assert.Contains("does not speak DICOM", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_NeverAnswers_TimesOut()
    {
        using var peer = new OddPeer([]);

        var run = (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(peer.Port), "--connect-timeout", "0.5")).ExpectExit(ExitCode.TimedOut);

        Assert.Contains("--connect-timeout", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserWaitsForAPeer_PressesCtrlC_EndsAtOnce()
    {
        using var peer = new OddPeer([]);
        await using var echo = RunningProgram.Start(NodeProgram.Path, "echo", "127.0.0.1", Text(peer.Port), "--connect-timeout", "60");
        await peer.ConnectedAsync();

        var run = (await echo.InterruptAsync()).ExpectExit(ExitCode.Interrupted);

        Assert.Contains("interrupted", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_IsNotDicom_IsNamedAndNothingIsConnected()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("notes.txt"), "not a DICOM file");

        var run = (await NodeProgram.RunAsync("store", "127.0.0.1", Text(ClosedPort()), folder.File("notes.txt"))).ExpectExit(ExitCode.BadInput);

        Assert.Contains("notes.txt", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_IsEmpty_IsNamedAndNothingIsConnected()
    {
        using var folder = new TemporaryFolder();

        var run = (await NodeProgram.RunAsync("store", "127.0.0.1", Text(ClosedPort()), folder.Path)).ExpectExit(ExitCode.BadInput);

        Assert.Contains("holds no files", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutFolder_IsAFile_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("file"), "");

        var run = (await NodeProgram.RunAsync("listen", "0", "--out", folder.File("file"))).ExpectExit(ExitCode.BadInput);

        Assert.Contains("that is a file", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_IsTaken_SaysSo()
    {
        using var folder = new TemporaryFolder();
        using var peer = new OddPeer([]);

        var run = (await NodeProgram.RunAsync("listen", Text(peer.Port), "--out", folder.Path, "--local")).ExpectExit(ExitCode.BadInput);

        Assert.Contains(Text(peer.Port), Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listener_IsProbedWithHttp_GoesOn()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        using (var browser = new TcpClient())
        {
            await browser.ConnectAsync(IPAddress.Loopback, port);
            await browser.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
            var answer = new byte[10]; // An A-ABORT, PS3.8 9.3.8.
            await browser.GetStream().ReadExactlyAsync(answer);
            Assert.Equal(0x07, answer[0]);
        }

        (await NodeProgram.RunAsync("echo", "127.0.0.1", Text(port))).ExpectExit(ExitCode.Done);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static int ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
