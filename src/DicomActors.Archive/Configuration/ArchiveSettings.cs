using Akka.Configuration;
using DicomActors.Archive.Commitment;
using DicomActors.Archive.Index;
using DicomActors.Archive.Query;
using DicomActors.Archive.Retrieve;
using DicomActors.Archive.Storage;
using DicomActors.Configuration;

namespace DicomActors.Archive.Configuration;

/// <summary>
/// Reads an archive from <c>dicom-actors.archive</c>. <c>reference.conf</c>, embedded in this assembly, documents each setting with unit,
/// range, default and risk.
/// </summary>
public static class ArchiveSettings
{
    private const string Block = "dicom-actors.archive";

    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>The defaults, for <see cref="SettingsReference.With"/>: what <c>reference.conf</c> says.</summary>
    public static Config DefaultConfig { get; } =
        ConfigurationFactory.FromResource("DicomActors.Archive.Configuration.reference.conf", typeof(ArchiveSettings).Assembly);

    /// <summary>Reads the archive.</summary>
    /// <param name="config">A configuration with root <c>dicom-actors</c>; what it lacks comes from <see cref="DefaultConfig"/>.</param>
    /// <returns>What it is made of; null if <c>folder</c> is empty.</returns>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range.</exception>
    public static DicomArchiveOptions? From(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var reader = SettingReader.Below(config.WithFallback(DefaultConfig), Block);
        if (reader.Read("folder", () => Usable(reader.OptionalText("folder"))) is not { } folder)
        {
            return null;
        }

        var options = new DicomArchiveOptions(ReadStorage(reader, folder))
        {
            Query = new ArchiveQueryOptions
            {
                RelationalQueries = reader.Switch("query.relational"),
                DateTimeMatching = reader.Switch("query.date-time-matching"),
            },
            Retrieve = new ArchiveRetrieveOptions
            {
                InstanceTimeout = reader.Duration("retrieve.instance-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
                MaximumUnderWay = reader.WholeNumber("retrieve.maximum-under-way", 1, 1000),
            },
            Commitment = ReadCommitment(reader),
        };
        return options with { Index = ReadIndex(reader, options.Index.Path) };
    }

    // A disk that is not mounted must not become a folder on the one below it.
    private static string? Usable(string? folder) => folder switch
    {
        null => null,
        _ when File.Exists(folder) => throw new FormatException("that is a file, a folder is needed."),
        _ when Directory.Exists(folder) || Directory.Exists(Directory.GetParent(folder)?.FullName) => folder,
        _ => throw new FormatException($"there is no folder {Directory.GetParent(folder)?.FullName} to make it in: make that first, or mount it."),
    };

    private static ArchiveStorageOptions ReadStorage(SettingReader reader, string folder) => new(folder)
    {
        Layout = reader.Read("layout", () => StorageLayout.Parse(reader.Text("layout"))),
        Duplicates = reader.Choice(
            "duplicates",
            ("keep", DuplicatePolicy.Keep),
            ("replace", DuplicatePolicy.Replace),
            ("identical", DuplicatePolicy.ReplaceIfIdentical),
            ("refuse", DuplicatePolicy.Refuse)),
        MinimumFreeBytes = reader.Size("minimum-free", 0, 1L << 62),
        FlushesToDisk = reader.Switch("flush-to-disk"),
        FlushThreads = reader.WholeNumber("flush-threads", 1, 64),
        MaximumBatch = reader.WholeNumber("maximum-batch", 1, 10_000),
        RequiresStudyAndSeries = reader.Switch("require-study-and-series"),
        MaximumHeaderLength = (int)reader.Size("maximum-header-length", 4096, 1L << 30),
    };

    private static ArchiveIndexOptions ReadIndex(SettingReader reader, string usual) => new(reader.OptionalText("index.file") ?? usual)
    {
        MaximumReaders = reader.WholeNumber("index.maximum-readers", 1, 1000),
    };

    private static ArchiveCommitmentOptions ReadCommitment(SettingReader reader) => new()
    {
        SameAssociationWait = reader.Duration("commitment.same-association-wait", TimeSpan.Zero, Longest),
        RetryInterval = reader.Duration("commitment.retry-interval", Millisecond, Longest),
        DeliveryLimit = reader.Duration("commitment.delivery-limit", Millisecond, Longest),
        MaximumTransactions = reader.WholeNumber("commitment.maximum-transactions", 1, 1_000_000),
    };
}
