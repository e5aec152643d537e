namespace DicomActors.Archive.Storage;

/// <summary>What a piece of a layout stands for.</summary>
internal enum LayoutPartKind
{
    /// <summary>Itself.</summary>
    Literal,

    /// <summary>An attribute of the data set.</summary>
    Attribute,

    /// <summary>The AE title of who sends.</summary>
    CallingAETitle,

    /// <summary>The AE title that was sent to.</summary>
    CalledAETitle,
}
