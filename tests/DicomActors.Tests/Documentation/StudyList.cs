using System.Runtime.CompilerServices;
using DicomActors.Handlers;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Tests.Documentation;

// <sample>
/// <summary>A query service: answers every study query with the studies it knows. Registers itself when it starts.</summary>
public sealed class StudyList(IReadOnlyList<string> studies) : CFindHandlerActor(null, SopClasses.StudyRootFind)
{
    protected override async IAsyncEnumerable<EncodedDataset> FindAsync(
        InboundExchange exchange, CFindRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var study in studies)
        {
            await Task.Yield();     // a database would be asked here; the token is cancelled by the peer's C-CANCEL
            yield return new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
                .Add(DicomTag.QueryRetrieveLevel, "STUDY")
                .Add(DicomTag.StudyInstanceUid, study)
                .Build();
        }
    }
}
// </sample>
