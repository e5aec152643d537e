using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Storage;

/// <summary>A piece of a layout: fixed text, an attribute, or what the association says.</summary>
internal readonly record struct LayoutPart(LayoutPartKind Kind, string Literal, DicomTag Tag)
{
    /// <summary>Whether its text depends on the instance.</summary>
    public bool IsField => Kind != LayoutPartKind.Literal;

    /// <summary>Its text for one instance.</summary>
    public string TextOf(LayoutValues values)
    {
        var text = Kind switch
        {
            LayoutPartKind.Literal => Literal,
            LayoutPartKind.CallingAETitle => values.CallingAETitle,
            LayoutPartKind.CalledAETitle => values.CalledAETitle,
            _ when Tag == DicomTag.SopInstanceUid => values.SopInstanceUid.Value,
            _ => values.Attributes.GetString(Tag) ?? "",
        };
        return IsField && string.IsNullOrWhiteSpace(text) ? StorageLayout.EmptyValue : text;
    }
}
