using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Dashboard.Api;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Dashboard.Tests.Http;

/// <summary>The API against live associations over loopback.</summary>
public sealed class ApiTests
{
    [Fact]
    public async Task Status_NodeWithTraffic_TellsListenersLimitsAndTotals()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();
        var opened = await node.AssociateAsync("MODALITY");
        await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), NodeUnderTest.Patience);

        var status = await NodeUnderTest.UntilAsync(
            () => GetAsync(client, "api/status", DashboardJson.Default.NodeStatus),
            status => status.Totals is { RequestsCompleted: 1, RequestsReceived: 1, RequestsAnswered: 1, AssociationsEstablished: 2 },
            "one echo in both directions");

        Assert.Equal("test-node", status.Name);
        Assert.Equal(2, status.Connections);
        Assert.False(status.Draining);
        Assert.Empty(status.Warnings);
        var listener = Assert.Single(status.Listeners);
        Assert.Equal("main", listener.Name);
        Assert.Equal($"{node.DicomEndPoint}", Assert.Single(listener.EndPoints).Address);
        Assert.Equal(1000, listener.Limits.MaximumConnections);
        Assert.Null(listener.Limits.MaximumConnectionsPerAddress);
        Assert.True(status.Totals.BytesSent > 0 && status.Totals.BytesReceived > 0, "The echo should have been counted in bytes.");
    }

    [Fact]
    public async Task Status_LimitOfConnectionsWasChanged_TellsTheNewOneAndWarnsByIt()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();
        await node.AssociateAsync("MODALITY");
        await node.Dicom.ConnectionFactory.Ask<ConnectionsLimited>(
            new LimitConnections { Maximum = 2, MaximumPendingOpens = 1 }, NodeUnderTest.Patience);

        var status = await GetAsync(client, "api/status", DashboardJson.Default.NodeStatus);

        Assert.Equal(2, status.MaximumConnections);
        Assert.Equal("2 of 2 connections are in use (dicom-actors.connections.maximum).", Assert.Single(status.Warnings));
    }

    [Fact]
    public async Task Connections_PagesAndFilter_ShowWhatWasAskedFor()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();
        for (var i = 1; i <= 5; i++)
        {
            await node.AssociateAsync($"CT_{i}");
        }

        var all = await NodeUnderTest.UntilAsync(
            () => GetAsync(client, "api/connections?limit=3", DashboardJson.Default.ConnectionRows),
            rows => rows.Total == 10 && rows.Rows.All(row => row.Phase == "established"), "ten established connections");
        var filtered = await NodeUnderTest.UntilAsync(
            () => GetAsync(client, "api/connections?peer=ct_3", DashboardJson.Default.ConnectionRows), rows => rows.Matching == 2, "both ends of CT_3");

        Assert.Equal(3, all.Rows.Count);
        Assert.True(all.Rows[0].Id > all.Rows[1].Id, "The newest come first.");
        Assert.All(filtered.Rows, row => Assert.Equal(("CT_3", "ARCHIVE", 2), (row.CallingAETitle, row.CalledAETitle, row.Contexts)));
        Assert.Equal(["acceptor", "requestor"], filtered.Rows.Select(row => row.Role).Order());
        var detail = await GetAsync(client, $"api/connections/{filtered.Rows[0].Id}", DashboardJson.Default.ConnectionDetail);
        Assert.Equal(["Verification SOP Class", "CT Image Storage"], detail.Contexts.Select(context => context.SopClass));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("api/connections/999999999")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("api/connections?limit=5000")).StatusCode);
    }

    [Fact]
    public async Task Abort_LiveAssociation_EndsIt_AndTheFeedSaysSo()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();
        var opened = await node.AssociateAsync("WORKSTATION");

        using var response = await PostAsync(client, $"api/connections/{opened.ConnectionId.Value}/abort");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var events = await NodeUnderTest.UntilAsync(
            () => GetAsync(client, "api/events", DashboardJson.Default.EventRows),
            rows => rows.Rows.Any(row => row.Text == "Association aborted by the peer" && row.Peer == "WORKSTATION"), "the abort in the feed");
        Assert.Contains(events.Rows, row => row.Kind == "node" && row.Text.Contains("aborted from the dashboard", StringComparison.Ordinal));
        await NodeUnderTest.UntilAsync(
            () => GetAsync(client, "api/connections", DashboardJson.Default.ConnectionRows), rows => rows.Total == 0, "no connection");
        using var again = await PostAsync(client, $"api/connections/{opened.ConnectionId.Value}/abort");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Peer_EchoPauseResume_DoWhatTheySay()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();
        await node.AddPeerAsync("archive");

        using var echo = await PostAsync(client, "api/peers/archive/echo");
        var report = (await echo.Content.ReadFromJsonAsync(DashboardJson.Default.EchoReport))!;
        Assert.True(report.Succeeded, report.Message);

        await PostAsync(client, "api/peers/archive/pause");
        Assert.True((await GetAsync(client, "api/peers", DashboardJson.Default.PeerRows)).Rows.Single().Paused);
        using var refused = await PostAsync(client, "api/peers/archive/echo");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await PostAsync(client, "api/peers/archive/resume");
        var peer = (await GetAsync(client, "api/peers", DashboardJson.Default.PeerRows)).Rows.Single();
        Assert.False(peer.Paused);
        Assert.Equal(("closed", 1L), (peer.Circuit, peer.Completed));
        using var unknown = await PostAsync(client, "api/peers/nobody/echo");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Peer_Drained_FailsWhatIsLeft_AndStartsAfresh()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();
        await node.AddPeerAsync("archive");
        await PostAsync(client, "api/peers/archive/pause");
        node.Dicom.Peers.Tell(new EnqueueTo("archive", new Enqueue(new CEchoRequest())), ActorRefs.NoSender);

        using var response = await PostAsync(client, "api/peers/archive/drain", new DrainOrder(0));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await NodeUnderTest.UntilAsync(
            () => GetAsync(client, "api/events", DashboardJson.Default.EventRows),
            rows => rows.Rows.Any(row => row.Peer == "archive" && row.Text.StartsWith("Drained; 1 request", StringComparison.Ordinal)), "the end of draining");
        await NodeUnderTest.UntilAsync(
            () => GetAsync(client, "api/peers", DashboardJson.Default.PeerRows), rows => rows.Rows.Single() is { Paused: false, Queued: 0 }, "a fresh client");
    }

    [Fact]
    public async Task Drain_WholeNode_ClosesPortsAndConnections_AndTellsWhatCameOfIt()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();
        await node.AssociateAsync("MODALITY");

        using var bad = await PostAsync(client, "api/drain", new DrainOrder(-1));
        using var response = await PostAsync(client, "api/drain", new DrainOrder(10));

        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var status = await NodeUnderTest.UntilAsync(
            () => GetAsync(client, "api/status", DashboardJson.Default.NodeStatus), status => status.Drained is not null, "the end of draining");
        Assert.True(status.Draining);
        Assert.Empty(status.Listeners);
        Assert.Equal(0, status.Connections);
        using var again = await PostAsync(client, "api/drain");
        Assert.Equal("The node is draining already.", (await again.Content.ReadFromJsonAsync(DashboardJson.Default.ActionReport))!.Message);
    }

    [Fact]
    public async Task Reload_TellsWhatChanged_OrWhatIsWrong_OrThatThereIsNothing()
    {
        var answer = new ReloadReport(["peer archive: port 104 to 11112"], []);
        await using var node = await NodeUnderTest.StartAsync(options => options.Reload = _ => answer is null
            ? throw new ArgumentException("dicom-actors.peers.archive.port = 'x': must be a number.")
            : Task.FromResult(answer));
        await using var without = await NodeUnderTest.StartAsync();
        using var client = node.Client();
        using var other = without.Client();

        using var applied = await PostAsync(client, "api/reload");
        Assert.Equal(answer.Applied, (await applied.Content.ReadFromJsonAsync(DashboardJson.Default.ReloadReport))!.Applied);
        answer = null;
        using var wrong = await PostAsync(client, "api/reload");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("must be a number", (await wrong.Content.ReadFromJsonAsync(DashboardJson.Default.Problem))!.Detail, StringComparison.Ordinal);
        using var nothing = await PostAsync(other, "api/reload");
        Assert.Equal(HttpStatusCode.NotImplemented, nothing.StatusCode);
    }

    [Fact]
    public async Task Feed_StoreOfAMarkedPatient_NamesNeitherPatientNorInstance()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();
        await node.AddPeerAsync("archive");
        var instance = Uid.Generate();
        var dataset = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SopClassUid, SopClasses.CtImageStorage.Value).Add(DicomTag.SopInstanceUid, instance.Value)
            .Add(DicomTag.PatientName, "MARKED^PATIENT").Build();
        node.Dicom.Peers.Tell(
            new EnqueueTo("archive", new Enqueue(new CStoreRequest(new MemoryContent(SopClasses.CtImageStorage, instance, dataset)))), ActorRefs.NoSender);

        await NodeUnderTest.UntilAsync(
            () => GetAsync(client, "api/events", DashboardJson.Default.EventRows),
            rows => rows.Rows.Count(row => row.Text.StartsWith("C-STORE CT Image Storage", StringComparison.Ordinal)) == 2, "the store, sent and answered");

        foreach (var path in new[] { "api/events", "api/status", "api/connections", "api/peers", "api/plots" })
        {
            var text = await client.GetStringAsync(path);
            Assert.DoesNotContain("MARKED", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(instance.Value, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Plots_AskedAgain_TellOnlyWhatIsNew()
    {
        await using var node = await NodeUnderTest.StartAsync();
        using var client = node.Client();

        var first = await NodeUnderTest.UntilAsync(
            () => GetAsync(client, "api/plots", DashboardJson.Default.PlotSeries), series => series.Points.Count > 0, "the first second");
        var next = await NodeUnderTest.UntilAsync(
            () => GetAsync(client, $"api/plots?after={first.Last}", DashboardJson.Default.PlotSeries), series => series.Points.Count > 0, "another second");

        Assert.Equal(first.Last + 1, next.Points[0].Number);
    }

    private static async Task<T> GetAsync<T>(HttpClient client, string path, JsonTypeInfo<T> type) =>
        await client.GetFromJsonAsync(path, type) ?? throw new InvalidOperationException($"{path} answered null.");

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, DrainOrder? body = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("X-DicomActors-Request", "1");
        request.Content = body is null ? null : JsonContent.Create(body, DashboardJson.Default.DrainOrder);
        return client.SendAsync(request);
    }
}
