namespace DicomActors.Protocol.Data;

/// <summary>How much a data set may ask of whoever reads it. Reaching a limit is an error of the data set.</summary>
public sealed record DatasetReaderLimits
{
    /// <summary>Deepest <see cref="MaximumDepth"/> that can be asked for.</summary>
    public const int GreatestDepth = 63;

    /// <summary>The limits used where none are given.</summary>
    public static DatasetReaderLimits Default { get; } = new();

    /// <summary>Sequences inside sequences, 1 to 63, default 32. Costs nothing in a reader; recursion in its users may.</summary>
    public int MaximumDepth
    {
        get;
        init => field = value is >= 1 and <= GreatestDepth
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Must be 1 to {GreatestDepth}.");
    } = 32;

    /// <summary>Elements, items and fragments together, at least 1, default 10,000,000.</summary>
    public int MaximumElements { get; init => field = Positive(value); } = 10_000_000;

    /// <summary>Bytes of one value, at least 1, default no limit (a value is never copied by the reader).</summary>
    public int MaximumValueLength { get; init => field = Positive(value); } = int.MaxValue;

    /// <summary>Bytes a deflated data set may inflate to, at least 1, default 512 MiB.</summary>
    public int MaximumInflatedLength { get; init => field = Positive(value); } = 512 * 1024 * 1024;

    private static int Positive(int value) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
}
