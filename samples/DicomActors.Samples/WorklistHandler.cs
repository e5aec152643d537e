using System.Runtime.CompilerServices;
using Akka.Event;
using DicomActors.Handlers;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Samples;

/// <summary>
/// A modality worklist (PS3.4 Annex K) from a folder of files in the DICOM JSON model (PS3.18 F), one entry per file. The files are
/// read anew for every query: put one there and the next query finds it.
/// </summary>
/// <param name="folder">The folder.</param>
public sealed class WorklistHandler(string folder) : CFindHandlerActor(null, SopClasses.ModalityWorklistFind)
{
    private readonly ILoggingAdapter _log = Context.GetLogger();

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<EncodedDataset> FindAsync(
        InboundExchange exchange, CFindRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var json = await File.ReadAllBytesAsync(file, cancellationToken);
            if (!DicomJson.TryRead(json, TransferSyntax.ExplicitVRLittleEndian, out var entry, out var error))
            {
                _log.Warning("{0} is no worklist entry: {1}", file, error);
            }
            else if (WorklistMatch.Answer(request.Identifier, entry) is { } answer)
            {
                yield return answer;
            }
        }
    }
}
