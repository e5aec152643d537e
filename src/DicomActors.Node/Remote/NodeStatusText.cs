using DicomActors.Dashboard.Api;
using DicomActors.Node.Output;
using static System.FormattableString;

namespace DicomActors.Node.Remote;

/// <summary>The state of a node as rows for people.</summary>
internal static class NodeStatusText
{
    /// <summary>The headings.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["WHAT", "STATE"];

    /// <summary>A row for each thing worth knowing.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(NodeStatus status)
    {
        var (totals, rates) = (status.Totals, status.Rates);
        List<IReadOnlyList<string>> rows =
        [
            ["node", $"{status.Name}, DicomActors {status.Version} on {status.Runtime}"],
            ["up", $"{Figures.Time(TimeSpan.FromSeconds(status.UptimeSeconds))}{State(status)}"],
            ["connections", Invariant($"{status.Connections} of at most {status.MaximumConnections}")],
            ["peers", Invariant($"{status.Peers}")],
        ];
        rows.AddRange(status.Listeners.Select(static listener => (IReadOnlyList<string>)["listener", Describe(listener)]));
        rows.Add(["associations", Invariant($"{totals.AssociationsEstablished} established, {totals.AssociationsReleased} released, {totals.AssociationsAborted} aborted, {totals.AssociationsRejected} rejected")]);
        rows.Add(["requests of peers", Invariant($"{totals.RequestsReceived} received ({rates.RequestsReceivedPerSecond:0.#}/s), {totals.RequestsAnswered} answered, {totals.RequestsRefused} with a failure")]);
        rows.Add(["requests of ours", Invariant($"{totals.RequestsCompleted} completed, {totals.RequestsFailed} failed ({rates.RequestsSentPerSecond:0.#}/s)")]);
        rows.Add(["sent", $"{Figures.Size(totals.BytesSent)} ({Figures.Size(rates.BytesSentPerSecond)}/s)"]);
        rows.Add(["received", $"{Figures.Size(totals.BytesReceived)} ({Figures.Size(rates.BytesReceivedPerSecond)}/s)"]);
        rows.AddRange(status.Warnings.Select(static warning => (IReadOnlyList<string>)["warning", warning]));
        return rows;
    }

    private static string State(NodeStatus status) => status switch
    {
        { Drained: not null } => ", drained",
        { Draining: true } => ", draining: it takes no new connections",
        _ => "",
    };

    private static string Describe(ListenerRow listener)
    {
        var endPoints = string.Join(", ", listener.EndPoints.Select(static endPoint => endPoint.Tls ? $"{endPoint.Address} (TLS)" : endPoint.Address));
        var most = listener.Limits.MaximumConnections is { } maximum ? Invariant($" of at most {maximum}") : "";
        var away = listener.OverLimit + listener.Denied + listener.Refused;
        return Invariant($"{listener.Name} on {endPoints}: {listener.Connections} connections{most}, {listener.Accepted} accepted, {away} turned away");
    }
}
