using System.Net;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Dashboard.Api;
using DicomActors.Dashboard.Recording;
using DicomActors.Events;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.StateMachine;
using DicomActors.Requests;

namespace DicomActors.Dashboard.Tests.Recording;

/// <summary>What the dashboard remembers, and how much of it.</summary>
public sealed class RecordTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly ConnectionId s_connection = new(7);

    [Fact]
    public void Histogram_KnownDurations_TellsPercentilesWithinATenth()
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 1000; i++)
        {
            histogram.Add(TimeSpan.FromMilliseconds(i));
        }

        var point = histogram.TakeAndClear()!;

        Assert.InRange(point.P50, 500, 550);
        Assert.InRange(point.P95, 950, 1045);
        Assert.InRange(point.P99, 990, 1089);
        Assert.Null(histogram.TakeAndClear());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.00001)]
    [InlineData(1e12)]
    public void Histogram_DurationBeyondItsRange_IsCountedAtItsEnd(double milliseconds)
    {
        var histogram = new LatencyHistogram();

        histogram.Add(TimeSpan.FromMilliseconds(milliseconds));

        Assert.InRange(histogram.TakeAndClear()!.P99, 0.1, 1_200_000);
    }

    [Fact]
    public void Feed_ManyRoutineRequests_DoNotPushOutWhatIsWorthALook()
    {
        var feed = new EventFeed();
        feed.Add(s_start, EventKind.Association, EventSeverity.Warning, 1, "PEER", default, "rejected");
        for (var i = 0; i < 10_000; i++)
        {
            feed.Add(s_start, EventKind.Request, EventSeverity.Info, 1, "PEER", default, "echo");
        }

        var rows = feed.After(0, 5000);

        Assert.Equal("rejected", rows.Rows[0].Text);
        Assert.Equal(EventFeed.Routine + 1, rows.Rows.Count);
        Assert.Equal(10_001, rows.Last);
        var later = feed.After(10_000 - EventFeed.Routine - 9, 5000);
        Assert.Equal((EventFeed.Routine, 10L), (later.Rows.Count, later.Missed));
        Assert.Equal(3, feed.After(0, 3).Rows.Count);
        Assert.Empty(feed.After(rows.Last, 10).Rows);
    }

    [Fact]
    public void Record_FailureWithAMessage_KeepsTheKindAndDropsTheWords()
    {
        var record = new NodeRecord(s_start);
        record.Record(Opened());
        record.Record(new RequestFailedEvent(
            s_connection, ActorRefs.Nobody, s_start, RequestId.Next(), new CEchoRequest(), RequestFailure.ContentUnavailable,
            "/images/DOE^JANE.dcm cannot be opened.", new IOException("DOE^JANE"), MayHaveReachedPeer: false));
        record.Record(new RequestCompletedEvent(
            s_connection, ActorRefs.Nobody, s_start, RequestId.Next(), new CEchoRequest(),
            new CEchoResponse(DimseStatus.ProcessingFailure) { ErrorComment = "unknown patient DOE^JANE" }, TimeSpan.FromMilliseconds(3)));

        var rows = record.Events(0, 100).Rows;

        Assert.Equal("C-ECHO failed, content unavailable", rows[0].Text);
        Assert.StartsWith("C-ECHO completed: 0x0110", rows[1].Text, StringComparison.Ordinal);
        Assert.All(rows, row => Assert.DoesNotContain("DOE", row.Text, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.Equal("warning", row.Severity));
        Assert.Equal(2, record.Totals(0, 0).RequestsFailed);
    }

    [Fact]
    public void Series_MoreThanTenMinutes_KeepsTheLastTen()
    {
        var record = new NodeRecord(s_start);
        for (var i = 1; i <= SecondSeries.Seconds + 50; i++)
        {
            record.Tick(s_start.AddSeconds(i), 1000 * i, 0);
        }

        var series = record.Plots(0);

        Assert.Equal(SecondSeries.Seconds, series.Points.Count);
        Assert.Equal(SecondSeries.Seconds + 50, series.Last);
        Assert.All(series.Points, point => Assert.Equal(1000, point.BytesSent));
        Assert.Equal(Enumerable.Range(51, SecondSeries.Seconds).Select(number => (long)number), series.Points.Select(point => point.Number));
    }

    [Fact]
    public void Record_ConnectionsThatCome_AndGo_AreForgotten()
    {
        var record = new NodeRecord(s_start);
        record.Record(Opened());
        Assert.Single(record.Find("10.0.0.9"));

        record.Record(new ConnectionClosedEvent(s_connection, ActorRefs.Nobody, s_start, new ConnectionEnd(ConnectionEndReason.ReceiveTimeout, "secret")));

        Assert.Empty(record.Find("10.0.0.9"));
        var row = Assert.Single(record.Events(0, 10).Rows);
        Assert.Equal(("Connection ended: receive timeout", "10.0.0.9:104"), (row.Text, row.Peer));
    }

    [Fact]
    public async Task Actor_FloodOfEvents_AnswersAfterIt_WithAllCounted()
    {
        await using var node = await NodeUnderTest.StartAsync();
        var stream = node.System.EventStream;
        var request = new CEchoRequest();
        var response = new CEchoResponse(DimseStatus.Success);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 100_000; i++)
            {
                stream.Publish(new RequestCompletedEvent(s_connection, ActorRefs.Nobody, s_start, RequestId.Next(), request, response, TimeSpan.FromMilliseconds(1)));
            }
        })));

        using var client = node.Client();
        var status = await NodeUnderTest.UntilAsync(
            async () => System.Text.Json.JsonSerializer.Deserialize(await client.GetStringAsync("api/status"), DashboardJson.Default.NodeStatus)!,
            status => status.Totals.RequestsCompleted == 200_000, "200,000 requests counted");
        Assert.Equal(0, status.Totals.RequestsFailed);
    }

    private static ConnectionOpenedEvent Opened() => new(
        s_connection, ActorRefs.Nobody, s_start, AssociationRole.Requestor, null, new IPEndPoint(IPAddress.Parse("10.0.0.9"), 104));
}
