using System.Net;
using System.Runtime.ExceptionServices;
using Akka.Actor;
using DicomActors.Archive;
using DicomActors.Archive.Index;
using DicomActors.Clients;
using DicomActors.Dashboard.Api;
using DicomActors.Hosting;
using DicomActors.Listeners;

namespace DicomActors.Node.Serving;

/// <summary>
/// What the actor system is started with: the archive, then the listeners. Keeps what went wrong for <see cref="ThrowIfFailed"/>: Akka.Hosting
/// would print it and stop the host, and not say it to whoever started that.
/// </summary>
/// <param name="source">Where the configuration comes from, for reloads.</param>
/// <param name="configuration">What to start with.</param>
internal sealed class NodeStartup(ConfigurationSource source, NodeConfiguration configuration) : IDisposable
{
    private readonly SortedDictionary<string, IActorRef> _listeners = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IReadOnlyList<IPEndPoint>> _endPoints = new(StringComparer.Ordinal);
    private ExceptionDispatchInfo? _failure;
    private NodeReload? _reload;

    /// <summary>The archive; null: none.</summary>
    public DicomArchive? Archive { get; private set; }

    /// <summary>What each listener is bound to.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IPEndPoint>> EndPoints => _endPoints;

    /// <summary>The task of the start.</summary>
    public async Task StartAsync(ActorSystem system)
    {
        try
        {
            await RecordPeersAsync(system);
            Archive = configuration.Archive is { } options ? await OpenAsync(system, options) : null;
            foreach (var (name, settings) in configuration.Listeners.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
            {
                await BindAsync(system, name, settings);
            }

            _reload = new NodeReload(source, configuration, system, _listeners);
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown where the host was started.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(problem);
        }
    }

    /// <summary>Throws what went wrong.</summary>
    /// <exception cref="VerbException">A port or folder cannot be used.</exception>
    public void ThrowIfFailed()
    {
        _failure?.Throw();
        if (_reload is null)
        {
            throw new InvalidOperationException("The actor system did not start; its log says why.");
        }
    }

    /// <summary>Reads the configuration again: see <see cref="NodeReload.RunAsync"/>.</summary>
    public Task<ReloadReport> ReloadAsync(CancellationToken cancellationToken) =>
        _reload?.RunAsync(cancellationToken) ?? throw new InvalidOperationException("The node is still starting.");

    /// <summary>As <see cref="ReloadAsync"/>, for callers who do not know how this program fails.</summary>
    /// <exception cref="FormatException">The configuration has an error: nothing was changed.</exception>
    public async Task<ReloadReport> ReloadForOthersAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReloadAsync(cancellationToken);
        }
        catch (VerbException problem)
        {
            throw new FormatException(problem.Message, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reload?.Dispose();

    // The system made them from the configuration, which knows nothing of recordings.
    private async Task RecordPeersAsync(ActorSystem system)
    {
        foreach (var peer in source.Inspector is null ? [] : configuration.Peers)
        {
            await Dicom.Get(system).Peers.Ask<PeerConfigured>(new ConfigurePeer(peer));
        }
    }

    private static async Task<DicomArchive> OpenAsync(ActorSystem system, DicomArchiveOptions options)
    {
        try
        {
            return await DicomArchive.StartAsync(system, options);
        }
        catch (Exception problem) when (problem is ArchiveIndexException or IOException or UnauthorizedAccessException)
        {
            throw new VerbException(ExitCode.BadInput, $"dicom-actors.archive.folder: '{options.Storage.Folder}' cannot be used: {problem.Message}", problem);
        }
    }

    private async Task BindAsync(ActorSystem system, string name, ListenerSettings settings)
    {
        try
        {
            var listener = await system.BindDicomListenerAsync(name, settings);
            var status = await listener.Ask<ListenerStatus>(GetListenerStatus.Instance);
            _listeners.Add(name, listener);
            _endPoints.Add(name, [.. status.EndPoints.Select(static one => one.EndPoint)]);
        }
        catch (ListenerBindException problem)
        {
            throw new VerbException(
                ExitCode.BadInput, $"dicom-actors.listeners.{name}.port: {problem.Message} Choose another port; 0 picks a free one.", problem);
        }
    }
}
