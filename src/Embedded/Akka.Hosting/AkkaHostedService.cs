using Microsoft.Extensions.Hosting;

namespace Akka.Hosting;

/// <summary>Starts the actors with the host, and stops host and actor system together, whichever stops first.</summary>
internal sealed class AkkaHostedService(IServiceProvider services) : IHostedService
{
    private ActorSystem? _system;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _system = services.GetRequiredService<ActorSystem>();
        await services.GetRequiredService<AkkaConfigurationBuilder>().StartAsync(_system).ConfigureAwait(false);
        _ = _system.WhenTerminated.ContinueWith(
            _ => services.GetRequiredService<IHostApplicationLifetime>().StopApplication(),
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _system is null
        ? Task.CompletedTask
        : CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(cancellationToken);
}
