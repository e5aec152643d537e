using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Demo;

/// <summary>A series that was made for the demonstration.</summary>
/// <param name="Modality">Who made it.</param>
/// <param name="StudyInstanceUid">Its study, which has no other.</param>
/// <param name="Instances">Its images.</param>
internal sealed record DemoSeries(DemoModality Modality, Uid StudyInstanceUid, IReadOnlyList<MemoryContent> Instances)
{
    /// <summary>Bytes of all its data sets.</summary>
    public long Length => Instances.Sum(static instance => instance.Length ?? 0);
}
