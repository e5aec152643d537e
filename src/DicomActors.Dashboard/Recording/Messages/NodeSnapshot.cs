using Akka.Actor;
using DicomActors.Dashboard.Api;

namespace DicomActors.Dashboard.Recording.Messages;

/// <summary>What <see cref="DashboardActor"/> knows by itself of the node.</summary>
internal sealed record NodeSnapshot(
    DateTimeOffset StartedAt, DateTimeOffset Now, NodeTotals Totals, NodeRates Rates, IReadOnlyList<IActorRef> Listeners, bool Draining, DrainReport? Drained);
