using System.Text.Json;
using DicomActors.Dashboard.Api;
using DicomActors.Processes;

namespace DicomActors.Node.Tests.Remote;

/// <summary>The verbs that talk to a running node: what they show, what they ask for, and how they fail.</summary>
public sealed class NodeVerbTests
{
    private const string Token = "0123456789abcdef-the-token";

    [Fact]
    public async Task Status_IsAsked_ShowsWhatTheNodeDoes()
    {
        await using var node = (await FakeNode.StartAsync()).Answers("GET /api/status", Samples.Status(), DashboardJson.Default.NodeStatus);

        var run = (await NodeProgram.RunAsync("status", "--node", node.Url)).ExpectExit(ExitCode.Done);

        Assert.Contains("node\tward-3, DicomActors 1.2.3 on Embedded", run.OutputLines);
        Assert.Contains("connections\t7 of at most 10000", run.OutputLines);
        Assert.Contains("listener\tmain on 0.0.0.0:11112 (TLS): 5 connections of at most 100, 42 accepted, 6 turned away", run.OutputLines);
        Assert.Contains("warning\tpeer·ARCHIVE is left alone", run.OutputLines);
        Assert.Empty(run.ErrorLines);
    }

    [Fact]
    public async Task Status_AsJson_IsTheRecordOfTheApi()
    {
        await using var node = (await FakeNode.StartAsync()).Answers("GET /api/status", Samples.Status(), DashboardJson.Default.NodeStatus);

        var run = (await NodeProgram.RunAsync("status", "--node", node.Url, "--json")).ExpectExit(ExitCode.Done);

        Assert.Equal(7, JsonSerializer.Deserialize(run.Output, DashboardJson.Default.NodeStatus)!.Connections);
    }

    [Fact]
    public async Task Peers_AreAsked_ShowsARowForEach()
    {
        await using var node = (await FakeNode.StartAsync()).Answers("GET /api/peers", new PeerRows([Samples.Peer()]), DashboardJson.Default.PeerRows);

        var run = (await NodeProgram.RunAsync("peers", "--node", node.Url)).ExpectExit(ExitCode.Done);

        Assert.Equal("archive\t10.0.0.5:104\tARCHIVE\topen, next try in 3.0 s\t9\t1\t0 of at most 4\t100\t2\t5\trefused", run.OutputLines[1]);
    }

    [Fact]
    public async Task Connections_AreAskedWithAFilter_TheNodeFilters()
    {
        await using var node = (await FakeNode.StartAsync())
            .Answers("GET /api/connections?limit=2&peer=A%26B", new ConnectionRows(9, 1, 0, [Samples.Connection()]), DashboardJson.Default.ConnectionRows);

        var run = (await NodeProgram.RunAsync("connections", "--node", node.Url, "--limit", "2", "--peer", "A&B")).ExpectExit(ExitCode.Done);

        Assert.StartsWith("17\tacceptor\testablished Sta6\t10.0.0.7:4000\tMODALITY\tARCHIVE\t3\t", run.OutputLines[1], StringComparison.Ordinal);
        Assert.Equal("9 connections, 1 of them picked by --peer, 1 shown.", Assert.Single(run.ErrorLines));
    }

    [Theory]
    [InlineData("peers pause ARCHIVE", "POST /api/peers/ARCHIVE/pause")]
    [InlineData("peers resume A/B", "POST /api/peers/A%2FB/resume")]
    [InlineData("peers drain ARCHIVE --grace 5", "POST /api/peers/ARCHIVE/drain", """{"graceSeconds":5}""")]
    [InlineData("connections abort 17", "POST /api/connections/17/abort")]
    [InlineData("drain --no-wait --grace 1.5", "POST /api/drain", """{"graceSeconds":1.5}""")]
    public async Task Action_IsWanted_IsAskedForWithTokenAndHeader(string arguments, string asked, string body = "")
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("token"), $"{Token}\n");
        await using var node = (await FakeNode.StartAsync())
            .Answers(asked.Replace("%2F", "/", StringComparison.Ordinal), new ActionReport("It is done."), DashboardJson.Default.ActionReport)
            .Answers(asked, new ActionReport("It is done."), DashboardJson.Default.ActionReport);

        var run = (await NodeProgram.RunAsync([.. arguments.Split(' '), "--node", node.Url, "--token-file", folder.File("token")])).ExpectExit(ExitCode.Done);

        Assert.Equal("It is done.", Assert.Single(run.OutputLines));
        var (_, token, change, sent) = Assert.Single(node.Asked);
        Assert.Equal(($"Bearer {Token}", "1", body), (token, change, sent));
    }

    [Theory]
    [InlineData(true, ExitCode.Done)]
    [InlineData(false, ExitCode.PeerFailed)]
    public async Task PeersEcho_TellsByItsExitCodeWhatCameOfIt(bool succeeded, int expected)
    {
        await using var node = (await FakeNode.StartAsync())
            .Answers("POST /api/peers/ARCHIVE/echo", new EchoReport("ARCHIVE", succeeded, "The outcome.", 3), DashboardJson.Default.EchoReport);

        var run = (await NodeProgram.RunAsync("peers", "echo", "ARCHIVE", "--node", node.Url)).ExpectExit(expected);

        Assert.Contains("ARCHIVE: The outcome.", succeeded ? run.Output : run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drain_WaitsUntilNothingIsLeft()
    {
        var looks = 0;
        await using var node = (await FakeNode.StartAsync())
            .Answers("POST /api/drain", new ActionReport("Draining."), DashboardJson.Default.ActionReport)
            .Answers("GET /api/status", () => (200, "application/json", JsonSerializer.Serialize(
                Samples.Status() with { Draining = true, Drained = ++looks < 3 ? null : new DrainReport(4, 1, 2) }, DashboardJson.Default.NodeStatus)));

        var run = (await NodeProgram.RunAsync("drain", "--node", node.Url)).ExpectExit(ExitCode.Done);

        Assert.Equal("drained: 4 connections, 1 of them aborted; 2 queued requests failed.", Assert.Single(run.OutputLines));
        Assert.Equal("Draining.", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task Reload_NeedsARestartForSomething_SaysSo()
    {
        await using var node = (await FakeNode.StartAsync())
            .Answers("POST /api/reload", new ReloadReport(["peer archive changed"], ["dicom-actors.listener.port"]), DashboardJson.Default.ReloadReport);

        var run = (await NodeProgram.RunAsync("reload", "--node", node.Url)).ExpectExit(ExitCode.Done);

        Assert.Equal("peer archive changed", Assert.Single(run.OutputLines));
        Assert.Contains("dicom-actors.listener.port counts only after a restart", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "application/problem+json", """{"title":"x","status":401,"detail":"secret"}""", ExitCode.BadInput, "wants a token: --token-file")]
    [InlineData(403, "application/problem+json", """{"title":"x","status":403,"detail":"Not by this name."}""", ExitCode.BadInput, "Not by this name.")]
    [InlineData(404, "application/problem+json", """{"title":"x","status":404,"detail":"No peer X."}""", ExitCode.PeerFailed, "No peer X.")]
    [InlineData(409, "application/problem+json", """{"title":"x","status":409,"detail":"two\nlines"}""", ExitCode.PeerFailed, "two·lines")]
    [InlineData(500, "text/plain", "trace", ExitCode.PeerFailed, "Its log says why")]
    [InlineData(404, "text/html", "<h1>nginx</h1>", ExitCode.NoAssociation, "not as a DicomActors node does")]
    [InlineData(200, "text/html", "<h1>nginx</h1>", ExitCode.NoAssociation, "not as a DicomActors node does")]
    [InlineData(200, "application/json", """{"rows":""", ExitCode.NoAssociation, "not as a DicomActors node does")]
    [InlineData(302, "text/plain", "", ExitCode.NoAssociation, "not as a DicomActors node does")]
    public async Task NodeRefuses_SaysWhyInOneLine(int status, string type, string body, int expected, string words)
    {
        await using var node = (await FakeNode.StartAsync()).Answers("GET /api/peers", status, type, body);

        var run = (await NodeProgram.RunAsync("peers", "--node", node.Url)).ExpectExit(expected);

        Assert.Contains(words, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(run.OutputLines);
    }

    [Fact]
    public async Task Token_IsWrong_SaysSoAndDoesNotShowIt()
    {
        await using var node = (await FakeNode.StartAsync()).Answers("GET /api/status", 401, "application/problem+json", "{}");
        await using var program = RunningProgram.Start(
            NodeProgram.Path, ["status"], new Dictionary<string, string> { ["DICOMACTORS_NODE"] = node.Url, ["DICOMACTORS_TOKEN"] = Token });

        var run = (await program.EndAsync()).ExpectExit(ExitCode.BadInput);

        Assert.Contains("does not take this token", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, run.Error, StringComparison.Ordinal);
        Assert.Equal($"Bearer {Token}", Assert.Single(node.Asked).Token);
    }

    [Fact]
    public async Task NobodyListens_SaysSo()
    {
        var run = (await NodeProgram.RunAsync("status", "--node", "http://127.0.0.1:1")).ExpectExit(ExitCode.NoAssociation);

        Assert.Contains("nothing listens there", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ExitCode.TimedOut, "--timeout")]
    [InlineData("not HTTP at all\r\n\r\n", ExitCode.NoAssociation, "not as a DicomActors node does")]
    public async Task SomethingElseListens_SaysSo(string greeting, int expected, string words)
    {
        using var odd = new OddPeer(System.Text.Encoding.ASCII.GetBytes(greeting));

        var run = (await NodeProgram.RunAsync("status", "--node", $"http://127.0.0.1:{odd.Port}", "--timeout", greeting.Length == 0 ? "0.5" : "30")).ExpectExit(expected);

        Assert.Contains(words, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserWaits_PressesCtrlC_EndsAtOnce()
    {
        using var odd = new OddPeer([]);
        await using var status = RunningProgram.Start(NodeProgram.Path, "status", "--node", $"http://127.0.0.1:{odd.Port}", "--timeout", "60");
        await odd.ConnectedAsync();

        (await status.InterruptAsync()).ExpectExit(ExitCode.Interrupted);
    }

    [Theory]
    [InlineData("status --node nowhere", "--node 'nowhere'")]
    [InlineData("status --node http://user:secret@host", "--node")]
    [InlineData("status --token-file /no/such/file", "--token-file /no/such/file")]
    [InlineData("status --watch", "--watch needs a terminal")]
    [InlineData("status --watch --json", "use one of them")]
    [InlineData("connections abort all", "'all' is not a connection")]
    [InlineData("connections --limit 0", "--limit '0'")]
    [InlineData("peers stop ARCHIVE", "'stop' is nothing that peers does")]
    [InlineData("peers pause", "peers pause needs NAME")]
    [InlineData("peers puase X", "Did you mean pause?")]
    [InlineData("drain --grace 4000", "--grace '4000'")]
    [InlineData("statsu", "Did you mean status?")]
    [InlineData("status --jsno", "Did you mean --json?")]
    public async Task CommandLine_HasAFault_IsToldInOneLine(string arguments, string expected)
    {
        var run = (await NodeProgram.RunAsync(arguments.Split(' '))).ExpectExit(ExitCode.BadInput);

        Assert.Contains(expected, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(run.OutputLines);
    }
}
