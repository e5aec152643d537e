using DicomActors.Archive.Query;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Index;

/// <summary>An attribute that can be asked for.</summary>
/// <param name="Tag">Its tag.</param>
/// <param name="VR">Its VR.</param>
/// <param name="Level">The level it belongs to; of those below it can be asked for too.</param>
/// <param name="Expression">Its value as text in SQL, several separated by backslashes, empty for none.</param>
/// <param name="IsSingleValued">Whether a data set has one value of it at most, so that SQL can compare it.</param>
/// <param name="IsStored">Whether it has a column, of the name of its keyword.</param>
internal sealed record ArchiveAttribute(
    DicomTag Tag, VR VR, QueryLevel Level, string Expression, bool IsSingleValued, bool IsStored)
{
    public string Column => Tag.Keyword!;
}
