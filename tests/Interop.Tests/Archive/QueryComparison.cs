using System.Net;
using Akka.Actor;
using DicomActors.Archive.Index;
using DicomActors.Archive.Query;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Interop.Tests.Protocol;
using DicomActors.Listeners;
using DicomActors.Processes;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Interop.Tests.Archive;

/// <summary>Our archive and dcmqrscp over the same instances. Both are asked by the same client.</summary>
public sealed class QueryComparison : IAsyncLifetime, IDisposable
{
    /// <summary>Between the unique keys of an answer.</summary>
    internal const char Separator = '|';

    private const string OurAETitle = "ARCHIVE";

    private readonly TemporaryFolder _folder = new();
    private QueryServer? _theirs;
    private ActorSystem? _system;
    private ArchiveIndex? _index;

    /// <summary>Where ours listens.</summary>
    public int OurPort { get; private set; }

    public async Task InitializeAsync()
    {
        if (PeerTools.ReasonToSkip(["dcmqrscp", "dcmqridx"]) is not null)
        {
            return; // Every test that compares is skipped.
        }

        var files = _folder.Folder("instances");
        var instances = QuerySamples.WriteTo(files);
        _theirs = await QueryServer.StartAsync([.. instances.Select(instance => Path.Combine(files, instance.RelativePath))]);
        _index = await ArchiveIndex.OpenAsync(new ArchiveIndexOptions(_folder.File("index.db")));
        await _index.AddAsync(instances);
        _system = ActorSystem.Create("archive");
        Dicom.Get(_system).Handlers.Register(ArchiveFindHandler.Services, new ArchiveFindHandler(_index));
        var bound = await _system.ActorOf(ListenerActor.Props()).Ask<ListenerBound>(
            new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))), RunningProgram.Patience);
        OurPort = bound.EndPoint.Port;
    }

    public async Task DisposeAsync()
    {
        if (_system is not null)
        {
            await _system.Terminate();
        }

        if (_index is not null)
        {
            await _index.DisposeAsync();
        }

        if (_theirs is not null)
        {
            await _theirs.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The answers of both to all queries: the unique keys of the matches, sorted, or the status of a failure, as !A900.</summary>
    internal async Task<IReadOnlyList<(ComparedQuery Query, string Ours, string Theirs)>> RunAsync(IReadOnlyList<ComparedQuery> queries)
    {
        var ours = await AskAsync(OurPort, OurAETitle, queries);
        var theirs = await AskAsync(_theirs!.Port, QueryServer.AETitle, queries);
        return [.. queries.Zip(ours, theirs)];
    }

    private static async Task<List<string>> AskAsync(int port, string title, IReadOnlyList<ComparedQuery> queries)
    {
        await using var requestor = Requestor.Start(port, new AssociationRequest("SCU", title)
            .WithContext(SopClasses.PatientRootFind, TransferSyntax.ExplicitVRLittleEndian)
            .WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian));
        var answers = new List<string>();
        foreach (var query in queries)
        {
            var listener = requestor.Send(query.ToRequest());
            var response = await listener.ResponseAsync<CFindResponse>();
            var matches = listener.Pending.Select(pending => ((CFindResponse)pending).Identifier?.GetString(query.UniqueKey) ?? "?").Order(StringComparer.Ordinal);
            answers.Add(response.Status == DimseStatus.Success ? string.Join(Separator, matches) : $"!{response.Status.Code:X4}");
        }

        await requestor.ReleaseAsync();
        return answers;
    }
}
