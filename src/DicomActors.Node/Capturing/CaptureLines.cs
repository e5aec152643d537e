using System.Globalization;
using System.Net;
using DicomActors.Node.Output;

namespace DicomActors.Node.Capturing;

/// <summary>Tells what a relay does, on standard output: lines for people, or JSON lines. Any thread.</summary>
internal sealed class CaptureLines(bool asJson)
{
    /// <summary>It has begun.</summary>
    public void Listening(int port, string peer, string path)
    {
        if (asJson)
        {
            JsonOutput.WriteLine(json =>
            {
                json.WriteStartObject();
                json.WriteString("event", "listening");
                json.WriteNumber("port", port);
                json.WriteString("peer", peer);
                json.WriteString("file", path);
                json.WriteEndObject();
            });
            return;
        }

        Console.Out.WriteLine(SingleLine.Of(string.Create(
            CultureInfo.InvariantCulture, $"listening on port {port}, everything goes to {peer} and into {path}. Ctrl-C ends it.")));
    }

    /// <summary>Somebody has connected.</summary>
    public void Opened(int connection, EndPoint? from) => Write("opened", connection, json => json.WriteString("from", $"{from}"), $"opened by {from}");

    /// <summary>The peer cannot be reached for a connection.</summary>
    public void Failed(int connection, string reason) => Write("failed", connection, json => json.WriteString("reason", reason), $"the peer cannot be reached: {reason}");

    /// <summary>A connection is over.</summary>
    public void Closed(int connection, RelayTotals totals) => Write(
        "closed",
        connection,
        json =>
        {
            json.WriteNumber("bytesToPeer", totals.ToPeer);
            json.WriteNumber("bytesFromPeer", totals.FromPeer);
        },
        $"closed, {Figures.Size(totals.ToPeer)} to the peer, {Figures.Size(totals.FromPeer)} back");

    /// <summary>It is over.</summary>
    public void Ended(RelayTotals totals, string path)
    {
        if (asJson)
        {
            JsonOutput.WriteLine(json =>
            {
                json.WriteStartObject();
                json.WriteString("event", "ended");
                json.WriteNumber("connections", totals.Connections);
                json.WriteNumber("bytesToPeer", totals.ToPeer);
                json.WriteNumber("bytesFromPeer", totals.FromPeer);
                json.WriteString("file", path);
                json.WriteEndObject();
            });
            return;
        }

        Console.Out.WriteLine(SingleLine.Of(
            $"{Figures.Count(totals.Connections, "connection")}, {Figures.Size(totals.ToPeer)} to the peer, {Figures.Size(totals.FromPeer)} back, in {path}."));
    }

    private void Write(string what, int connection, Action<System.Text.Json.Utf8JsonWriter> details, string text)
    {
        var now = DateTimeOffset.Now;
        if (asJson)
        {
            JsonOutput.WriteLine(json =>
            {
                json.WriteStartObject();
                json.WriteString("time", now);
                json.WriteString("event", what);
                json.WriteNumber("connection", connection);
                details(json);
                json.WriteEndObject();
            });
            return;
        }

        Console.Out.WriteLine(SingleLine.Of(string.Create(CultureInfo.InvariantCulture, $"{now:HH:mm:ss.fff} #{connection} {text}")));
    }
}
