using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Interop.Tests.Archive;

/// <summary>A query that both archives are asked.</summary>
/// <param name="Model">P for Patient Root, S for Study Root.</param>
/// <param name="Level">Query/Retrieve Level.</param>
/// <param name="Keys">Keys as <c>Keyword=value</c>, with blanks and semicolons between them.</param>
/// <param name="Reason">Why the answers differ; empty where they must not.</param>
internal sealed record ComparedQuery(char Model, string Level, string Keys, string Reason = "")
{
    public Uid SopClass => Model == 'P' ? SopClasses.PatientRootFind : SopClasses.StudyRootFind;

    /// <summary>What tells one match from another.</summary>
    public DicomTag UniqueKey => Level switch
    {
        "PATIENT" => DicomTag.PatientId,
        "STUDY" => DicomTag.StudyInstanceUid,
        "SERIES" => DicomTag.SeriesInstanceUid,
        _ => DicomTag.SopInstanceUid,
    };

    public CFindRequest ToRequest()
    {
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, Level).Add(UniqueKey, "");
        foreach (var key in Keys.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.True(builder.TryAddKey(key, out var error), $"{Keys}: {error}");
        }

        return new CFindRequest(SopClass, builder.Build());
    }
}
