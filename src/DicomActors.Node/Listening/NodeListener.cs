using System.Net;
using Akka.Actor;
using DicomActors.Archive;
using DicomActors.Archive.Storage;
using DicomActors.Connections;
using DicomActors.Listeners;
using DicomActors.Node.Actors;
using DicomActors.Node.Output;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Listening;

/// <summary>A listener of the node, and what keeps the instances it is sent.</summary>
internal sealed class NodeListener
{
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    private readonly NodeSystem _node;
    private readonly IActorRef _listener;
    private readonly IAsyncDisposable _storage;

    private NodeListener(NodeSystem node, IActorRef listener, IAsyncDisposable storage, IPEndPoint endPoint)
    {
        _node = node;
        _listener = listener;
        _storage = storage;
        EndPoint = endPoint;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>A storage SCP: a listener whose C-STOREs go to a folder, which is made if it is not there.</summary>
    /// <exception cref="VerbException">The folder or the port cannot be used.</exception>
    public static Task<NodeListener> StartAsync(NodeSystem node, IPEndPoint endPoint, ArchiveStorageOptions options, AcceptorSettings acceptor)
    {
        var storage = OpenFolder(node, options);
        node.Dicom.Handlers.Register(DimseCommand.CStoreRequest, storage);
        return BindAsync(node, endPoint, storage, acceptor);
    }

    /// <summary>A listener in front of an archive, which is closed with it.</summary>
    /// <exception cref="VerbException">The port cannot be used.</exception>
    public static Task<NodeListener> StartAsync(NodeSystem node, IPEndPoint endPoint, DicomArchive archive, AcceptorSettings acceptor) =>
        BindAsync(node, endPoint, archive, acceptor);

    private static async Task<NodeListener> BindAsync(NodeSystem node, IPEndPoint endPoint, IAsyncDisposable storage, AcceptorSettings acceptor)
    {
        acceptor = acceptor with { ServiceOptions = node.Recorded(acceptor.ServiceOptions ?? node.Dicom.Settings.Service) };
        var listener = node.System.ActorOf(ListenerActor.Props(), "listener");
        try
        {
            var bound = await listener.Ask<ListenerBound>(new BindListener(new ListenerSettings(endPoint) { Acceptor = acceptor }));
            return new NodeListener(node, listener, storage, bound.EndPoint);
        }
        catch (ListenerBindException problem)
        {
            await storage.DisposeAsync();
            throw new VerbException(ExitCode.BadInput, $"cannot listen on {endPoint}: {problem.Message} Choose another port; 0 picks a free one.", problem);
        }
    }

    /// <summary>What stores instances in a folder, which is made if it is not there.</summary>
    /// <exception cref="VerbException">The folder is a file, or cannot be used.</exception>
    public static ArchiveStoreHandler OpenFolder(NodeSystem node, ArchiveStorageOptions options)
    {
        RequireFolder("--out", options.Folder);
        try
        {
            return new ArchiveStoreHandler(options, Akka.Event.Logging.GetLogger(node.System, "archive"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new VerbException(ExitCode.BadInput, $"--out {options.Folder}: nothing can be stored there: {problem.Message}", problem);
        }
    }

    /// <summary>Fails if a file is where the folder should be.</summary>
    /// <exception cref="VerbException">There is.</exception>
    public static void RequireFolder(string option, string folder)
    {
        if (File.Exists(folder))
        {
            throw new VerbException(ExitCode.BadInput, $"{option} {folder}: that is a file, a folder is needed.");
        }
    }

    /// <summary>Serves until the user ends it, then stops in good order.</summary>
    public async Task RunAsync(CancellationToken interrupted)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (interrupted.Register(over.SetResult))
        {
            await over.Task;
        }

        await StopAsync();
    }

    /// <summary>Takes no more connections, lets those that stand finish what they are doing, aborts what is left.</summary>
    public async Task StopAsync()
    {
        await _listener.Ask<ListenerUnbound>(UnbindListener.Instance);
        var drained = await _node.Dicom.ConnectionFactory.Ask<Drained>(new Drain(GracePeriod));
        if (drained.Aborted > 0)
        {
            Say.Warning($"{Figures.Count(drained.Aborted, "association")} did not end within {Figures.Time(GracePeriod)} and had to be aborted.");
        }

        await _storage.DisposeAsync();
    }
}
