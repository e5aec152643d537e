using System.Net;
using System.Net.Sockets;
using Comparison.Measuring;

namespace Comparison.Peers;

/// <summary>A child that listens. Contenders that are to meet the same one share it; the last to let go of it ends it.</summary>
internal abstract class PeerServer
{
    private PeerProcess? _process;
    private int _port;
    private int _users;

    /// <summary>Program and options.</summary>
    public abstract string Description { get; }

    /// <summary>Why it cannot run on this machine, and how to help that; null if it can.</summary>
    public virtual string? FindObstacle() => null;

    /// <summary>Starts it if it does not run yet.</summary>
    /// <returns>The port it listens on, on loopback.</returns>
    /// <exception cref="BenchException">It did not come up.</exception>
    public async Task<int> AcquireAsync(CancellationToken cancellationToken)
    {
        _users++;
        if (_process is null)
        {
            (_process, _port) = await StartAsync(cancellationToken);
        }

        return _port;
    }

    /// <summary>Ends it unless others still use it. To be called once per <see cref="AcquireAsync"/>.</summary>
    public async ValueTask ReleaseAsync()
    {
        if (--_users == 0 && _process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }

    /// <summary>What memory it takes, if it is one of <see cref="PeerVerbs"/> that only listens. Between <see cref="AcquireAsync"/> and <see cref="ReleaseAsync"/>.</summary>
    /// <param name="life">Whether to collect its garbage and say what is alive.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Measurement> LookAsync(bool life, CancellationToken cancellationToken) => _process!.RunAsync(life ? 1 : 0, cancellationToken);

    /// <summary>A port of loopback that nobody listens on.</summary>
    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts the process and waits until it listens.</summary>
    protected abstract Task<(PeerProcess Process, int Port)> StartAsync(CancellationToken cancellationToken);
}
