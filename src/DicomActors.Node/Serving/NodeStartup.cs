using System.Net;
using System.Runtime.ExceptionServices;
using Akka.Actor;
using Akka.Hosting;
using DicomActors.Archive;
using DicomActors.Archive.Index;
using DicomActors.Listeners;

namespace DicomActors.Node.Serving;

/// <summary>
/// What the actor system is started with: the archive, then the listeners. Remembers what went wrong: a host that starts actors with
/// Akka.Hosting logs it and stops, and does not say it to whoever started the host.
/// </summary>
internal sealed class NodeStartup(NodeConfiguration configuration)
{
    private readonly SortedDictionary<string, IActorRef> _listeners = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IReadOnlyList<IPEndPoint>> _endPoints = new(StringComparer.Ordinal);
    private ExceptionDispatchInfo? _failure;
    private bool _isDone;

    /// <summary>The archive; null: none.</summary>
    public DicomArchive? Archive { get; private set; }

    /// <summary>The listeners, by name.</summary>
    public IReadOnlyDictionary<string, IActorRef> Listeners => _listeners;

    /// <summary>What each listener is bound to.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IPEndPoint>> EndPoints => _endPoints;

    /// <summary>The task of the start.</summary>
    /// <exception cref="VerbException">A port or folder cannot be used.</exception>
    public async Task StartAsync(ActorSystem system, IActorRegistry registry)
    {
        try
        {
            Archive = configuration.Archive is { } options ? await OpenAsync(system, options) : null;
            foreach (var (name, settings) in ListenerSettings.AllFrom(system))
            {
                await BindAsync(system, registry, name, settings);
            }

            _isDone = true;
        }
        catch (Exception problem)
        {
            _failure = ExceptionDispatchInfo.Capture(problem);
            throw;
        }
    }

    /// <summary>Throws what went wrong.</summary>
    public void ThrowIfFailed()
    {
        _failure?.Throw();
        if (!_isDone)
        {
            throw new InvalidOperationException("The actor system did not start; its log says why.");
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

    private async Task BindAsync(ActorSystem system, IActorRegistry registry, string name, ListenerSettings settings)
    {
        var listener = system.ActorOf(ListenerActor.Props(), $"dicom-listener-{name}");
        registry.TryRegister<ListenerActor>(listener);
        try
        {
            var bound = await listener.Ask<ListenerBound>(new BindListener(settings));
            _listeners.Add(name, listener);
            _endPoints.Add(name, [.. bound.EndPoints]);
        }
        catch (ListenerBindException problem)
        {
            throw new VerbException(
                ExitCode.BadInput, $"dicom-actors.listeners.{name}.port: {problem.Message} Choose another port; 0 picks a free one.", problem);
        }
    }
}
