using DicomActors.Archive.Index;
using DicomActors.Archive.Query.Matching;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Query;

/// <summary>One key of an identifier.</summary>
/// <param name="Tag">Its tag.</param>
/// <param name="VR">Its VR.</param>
/// <param name="Value">Its value as text, several separated by backslashes; empty for universal matching.</param>
public sealed record QueryKey(DicomTag Tag, VR VR, string Value)
{
    /// <summary>Whether the archive knows the attribute at the level asked for. If not, it is returned empty, and its value matches everything.</summary>
    public bool IsSupported => Attribute is not null;

    internal ArchiveAttribute? Attribute { get; init; }

    /// <summary>What the attribute's value must be like; null: anything.</summary>
    internal ValueMatcher? Matcher { get; init; }
}
