using System.Runtime.CompilerServices;
using Akka.Actor;
using DicomActors.Archive.Index;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive.Retrieve;

/// <summary>
/// Answers C-GET from the archive, Patient Root and Study Root (PS3.4 C.4.3). An instance goes as it is where the peer took its
/// transfer syntax; an uncompressed one is sent in the other VR encoding where it took only that. What it took in no way, or without
/// the SCP role, has failed and is listed so.
/// </summary>
public sealed class ArchiveGetHandler : CGetHandlerActor
{
    private readonly ArchiveSelection _selection;

    /// <summary>Made with <see cref="Props"/>.</summary>
    public ArchiveGetHandler(ArchiveIndex index, string folder, ArchiveRetrieveOptions options)
        : base(RequireOptions(options).HandlerOptions, SopClasses.PatientRootGet, SopClasses.StudyRootGet) =>
        _selection = new ArchiveSelection(index, folder);

    /// <summary>How to make one.</summary>
    /// <param name="index">What there is.</param>
    /// <param name="folder">The folder the index is of.</param>
    /// <param name="options">Limits. Null: the defaults.</param>
    public static Props Props(ArchiveIndex index, string folder, ArchiveRetrieveOptions? options = null)
    {
        var given = options ?? new ArchiveRetrieveOptions();
        return Akka.Actor.Props.Create(() => new ArchiveGetHandler(index, folder, given));
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<DicomContent> SelectAsync(
        InboundExchange exchange, CGetRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var instance in await _selection.SelectAsync(request.SopClassUid, request.Identifier, cancellationToken).ConfigureAwait(true))
        {
            yield return Fit(exchange.Association, instance);
        }
    }

    private static DicomContent Fit(Association association, DicomContent instance) =>
        association.FindContext(instance.SopClassUid, instance.TransferSyntax) is null
        && ReencodedContent.FindTarget(instance.TransferSyntax) is { } other
        && association.FindContext(instance.SopClassUid, other) is not null
            ? new ReencodedContent(instance)
            : instance;

    private static ArchiveRetrieveOptions RequireOptions(ArchiveRetrieveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options;
    }
}
