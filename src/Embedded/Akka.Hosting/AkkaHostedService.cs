using Microsoft.Extensions.Hosting;

namespace Akka.Hosting;

/// <summary>Starts the actors with the host, and stops host and actor system together, whichever stops first.</summary>
internal sealed class AkkaHostedService(
    AkkaConfigurationBuilder configuration, IServiceProvider services, IHostApplicationLifetime lifetime) : IHostedService
{
    private ActorSystem? _system;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _system = services.GetRequiredService<ActorSystem>();
        await configuration.StartAsync(_system).ConfigureAwait(false);
        _ = _system.WhenTerminated.ContinueWith(
            _ => lifetime.StopApplication(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_system is not null)
        {
            await CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClrExitReason.Instance)
                .WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
