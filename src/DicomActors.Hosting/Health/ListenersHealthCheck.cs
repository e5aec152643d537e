using System.Globalization;
using Akka.Actor;
using DicomActors.Listeners;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DicomActors.Hosting.Health;

/// <summary>Whether peers can reach us: every listener the application asked for is bound, and nothing is draining.</summary>
internal sealed class ListenersHealthCheck(ActorSystem system, DicomHealthOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> data = [];
        List<string> unbound = [];
        foreach (var (name, actor) in HostedDicom.Of(system).Listeners)
        {
            var endPoints = await EndPointsAsync(actor, cancellationToken).ConfigureAwait(false);
            data[name] = endPoints;
            if (endPoints.Length == 0)
            {
                unbound.Add(name);
            }
        }

        if (Dicom.Get(system).IsDraining)
        {
            return new(context.Registration.FailureStatus, "The node is draining: it takes nothing new.", null, data);
        }

        return unbound.Count == 0
            ? HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"{data.Count} bound."), data)
            : new(context.Registration.FailureStatus, $"Not bound: {string.Join(", ", unbound)}.", null, data);
    }

    private async Task<string[]> EndPointsAsync(IActorRef? listener, CancellationToken cancellationToken)
    {
        if (listener is null)
        {
            return [];
        }

        try
        {
            var status = await listener.Ask<ListenerStatus>(GetListenerStatus.Instance, options.Timeout, cancellationToken).ConfigureAwait(false);
            return [.. status.EndPoints.Select(static one => one.EndPoint.ToString())];
        }
        catch (AskTimeoutException)
        {
            return [];
        }
    }
}
