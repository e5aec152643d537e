namespace DicomActors.Archive.Query;

/// <summary>What goes beyond the baseline of C-FIND, and has to be negotiated (PS3.4 C.5.1.1). All off by default.</summary>
public sealed record ArchiveQueryOptions
{
    /// <summary>The baseline: hierarchical queries.</summary>
    public static ArchiveQueryOptions Default { get; } = new();

    /// <summary>
    /// Whether any key of any level may be used, with or without the unique keys above (PS3.4 C.4.1.2.2.2, C.4.2.2.2). Default
    /// <see langword="false"/>.
    /// </summary>
    public bool RelationalQueries { get; init; }

    /// <summary>
    /// Whether a range of dates and a range of times of the same thing (Study Date and Study Time) are one range from a moment to
    /// a moment, rather than a range of days and a range of times of day. Default <see langword="false"/>.
    /// </summary>
    public bool DateTimeMatching { get; init; }
}
