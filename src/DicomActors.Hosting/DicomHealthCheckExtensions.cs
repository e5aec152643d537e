using Akka.Actor;
using DicomActors.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;

namespace DicomActors.Hosting;

/// <summary>Adds the health checks of DicomActors.</summary>
public static class DicomHealthCheckExtensions
{
    /// <summary>The name of the check of the listeners.</summary>
    public const string ListenersName = "dicom-listeners";

    /// <summary>The name of the check of the peers.</summary>
    public const string PeersName = "dicom-peers";

    /// <summary>
    /// Adds <c>dicom-listeners</c> (unhealthy while one of them is not bound, or the node is draining) and <c>dicom-peers</c> (degraded while the
    /// circuit of one is not closed). They ask actors of this process only; see <see cref="DicomHealthOptions.EchoesPeers"/>.
    /// </summary>
    /// <param name="checks">The application's checks.</param>
    /// <param name="configure">Changes the options.</param>
    /// <exception cref="ArgumentException">The timeout is less than 1 ms.</exception>
    public static IHealthChecksBuilder AddDicomActors(this IHealthChecksBuilder checks, Action<DicomHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var options = new DicomHealthOptions();
        configure?.Invoke(options);
        if (options.Timeout < TimeSpan.FromMilliseconds(1))
        {
            throw new ArgumentException($"DicomHealthOptions.Timeout: '{options.Timeout}' is not allowed; allowed: 1 ms or more.", nameof(configure));
        }

        return checks
            .Add(new(ListenersName, services => new ListenersHealthCheck(services.GetRequiredService<ActorSystem>(), options), null, options.Tags))
            .Add(new(PeersName, services => new PeersHealthCheck(services.GetRequiredService<ActorSystem>(), options), null, options.Tags));
    }
}
