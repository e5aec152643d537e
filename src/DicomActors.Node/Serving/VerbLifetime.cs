using Microsoft.Extensions.Hosting;

namespace DicomActors.Node.Serving;

/// <summary>The verb starts and ends the host; signals are the program's own (<see cref="Interruption"/>).</summary>
internal sealed class VerbLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
