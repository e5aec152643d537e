using System.Globalization;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Node.Retrieving;

/// <summary>What came of a retrieval.</summary>
/// <param name="Status">The peer's final status.</param>
/// <param name="Comment">Its words to that, if any.</param>
/// <param name="Counts">The numbers of instances as the peer states them.</param>
/// <param name="FailedInstances">The instances that failed, as far as the peer lists them.</param>
/// <param name="Elapsed">From the request to the final response.</param>
internal sealed record RetrieveReport(
    DimseStatus Status, string? Comment, SubOperationCounts Counts, IReadOnlyList<Uid> FailedInstances, TimeSpan Elapsed)
{
    /// <summary>Of an answered C-MOVE or C-GET.</summary>
    public static RetrieveReport Of(PeerAnswer answer)
    {
        var (ended, elapsed) = answer;
        return new RetrieveReport(ended.Response!.Status, ended.Response.ErrorComment, ended.Counts, ended.FailedSopInstanceUids, elapsed);
    }

    /// <summary>Files written; null where they went elsewhere.</summary>
    public int? Received { get; init; }

    /// <summary>The exit code: some instances that failed are a failure.</summary>
    public int ExitCode => Status == DimseStatus.Success && Counts.Failed is null or 0 ? Node.ExitCode.Done : Node.ExitCode.PeerFailed;

    /// <summary>Writes it for people, or as JSON.</summary>
    public void Write(Peer peer, string where, bool asJson)
    {
        if (asJson)
        {
            WriteJson(peer);
            return;
        }

        foreach (var instance in FailedInstances)
        {
            Say.Error($"{instance} failed.");
        }

        if (ExitCode != Node.ExitCode.Done)
        {
            Say.Error($"{peer} answered: {Status}{(Comment is { Length: > 0 } ? $" ({Comment})" : "")}.");
        }

        if (Status.IsSuccessOrWarning)
        {
            var count = (Received ?? Counts.Completed ?? 0) + (Received is null ? Counts.Warning ?? 0 : 0);
            var failed = Counts.Failed is > 0 and { } number ? string.Create(CultureInfo.InvariantCulture, $"; {number} failed") : "";
            var warned = Counts.Warning is > 0 and { } remarks ? string.Create(CultureInfo.InvariantCulture, $"; {remarks} with warnings") : "";
            Console.Out.WriteLine($"{Figures.Count(count, "instance")} {where}, in {Figures.Time(Elapsed)}{failed}{warned}.");
        }
    }

    private void WriteJson(Peer peer) => JsonOutput.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("peer", peer.ToString());
        json.WriteNumber("status", Status.Code);
        json.WriteString("meaning", Status.ToString());
        if (Comment is { Length: > 0 })
        {
            json.WriteString("comment", Comment);
        }

        json.WriteNumber("completed", Counts.Completed ?? 0);
        json.WriteNumber("failed", Counts.Failed ?? 0);
        json.WriteNumber("warning", Counts.Warning ?? 0);
        json.WriteNumber("remaining", Counts.Remaining ?? 0);
        if (Received is { } received)
        {
            json.WriteNumber("received", received);
        }

        json.WriteStartArray("failedInstances");
        foreach (var instance in FailedInstances)
        {
            json.WriteStringValue(instance.Value);
        }

        json.WriteEndArray();
        json.WriteNumber("milliseconds", Elapsed.TotalMilliseconds);
        json.WriteEndObject();
    });
}
