using Akka.Actor;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DicomActors.Node.Serving;

/// <summary>Whether the node is there to stay: not while it ends.</summary>
internal sealed class NodeHealth(ActorSystem system) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(CoordinatedShutdown.Get(system).ShutdownReason is null
            ? HealthCheckResult.Healthy("The node serves.")
            : HealthCheckResult.Unhealthy("The node is ending."));
}
