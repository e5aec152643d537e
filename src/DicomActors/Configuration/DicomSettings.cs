using Akka.Configuration;
using DicomActors.Protocol;
using DicomActors.Protocol.Codec;

namespace DicomActors.Configuration;

/// <summary>
/// The settings of <c>dicom-actors</c>. <c>reference.conf</c>, embedded in this assembly, documents each with unit, range, default
/// and risk.
/// </summary>
public sealed record DicomSettings
{
    internal const string Root = "dicom-actors";

    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary><c>connections.maximum</c></summary>
    public required int MaximumConnections { get; init; }

    /// <summary><c>connections.maximum-pending-opens</c></summary>
    public required int MaximumPendingOpens { get; init; }

    /// <summary><c>connections.drain-grace-period</c></summary>
    public required TimeSpan DrainGracePeriod { get; init; }

    /// <summary><c>connection.association-wait</c></summary>
    public required TimeSpan AssociationWait { get; init; }

    /// <summary><c>connection.progress-interval</c></summary>
    public required TimeSpan ProgressInterval { get; init; }

    /// <summary><c>connection.cancel-grace</c></summary>
    public required TimeSpan CancelGrace { get; init; }

    /// <summary><c>facade.event-buffer</c></summary>
    public required int FacadeEventBuffer { get; init; }

    /// <summary><c>connection.trace-pdus</c></summary>
    public required bool TracePdus { get; init; }

    /// <summary><c>handlers.maximum-concurrent</c></summary>
    public required int MaximumConcurrentPerHandler { get; init; }

    /// <summary><c>handlers.timeout</c></summary>
    public required TimeSpan HandlerTimeout { get; init; }

    /// <summary>The engine options of <c>connection</c>.</summary>
    public required DicomServiceOptions Service { get; init; }

    /// <summary>The defaults: what <c>reference.conf</c> says.</summary>
    public static Config DefaultConfig { get; } = LoadReference();

    /// <summary>Reads the settings.</summary>
    /// <param name="config">A configuration with root <c>dicom-actors</c>; what it lacks comes from <see cref="DefaultConfig"/>.</param>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range, or there is no setting of that name.</exception>
    public static DicomSettings From(Config config) => From(config, SettingsReference.Core);

    /// <summary>Reads the settings, where there are settings of other libraries, too.</summary>
    /// <param name="config">A configuration with root <c>dicom-actors</c>; what it lacks comes from the reference.</param>
    /// <param name="reference">All settings there are.</param>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range, or there is no setting of that name.</exception>
    public static DicomSettings From(Config config, SettingsReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var all = reference.Complete(config);
        var connections = SettingReader.Below(all, $"{Root}.connections");
        var connection = SettingReader.Below(all, $"{Root}.connection");
        var handlers = SettingReader.Below(all, $"{Root}.handlers");
        return new DicomSettings
        {
            MaximumConnections = connections.WholeNumber("maximum", 1, 1_000_000),
            MaximumPendingOpens = connections.WholeNumber("maximum-pending-opens", 1, 1_000_000),
            DrainGracePeriod = connections.Duration("drain-grace-period", TimeSpan.Zero, TimeSpan.FromHours(1)),
            AssociationWait = connection.Duration("association-wait", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
            ProgressInterval = connection.Duration("progress-interval", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
            CancelGrace = connection.Duration("cancel-grace", TimeSpan.Zero, Longest, canBeInfinite: true),
            FacadeEventBuffer = SettingReader.Below(all, $"{Root}.facade").WholeNumber("event-buffer", 1, 1_000_000),
            TracePdus = connection.Switch("trace-pdus"),
            MaximumConcurrentPerHandler = handlers.WholeNumber("maximum-concurrent", 1, 1_000_000),
            HandlerTimeout = handlers.Duration("timeout", Millisecond, Longest),
            Service = ReadService(connection),
        };
    }

    /// <summary>Reads the engine options of a <c>connection</c> block.</summary>
    internal static DicomServiceOptions ReadService(SettingReader reader) => new()
    {
        ConnectTimeout = Timeout(reader, "connect-timeout", canBeInfinite: true),
        ArtimTimeout = Timeout(reader, "artim-timeout", canBeInfinite: false),
        CloseTimeout = Timeout(reader, "close-timeout", canBeInfinite: false),
        AssociateTimeout = Timeout(reader, "associate-timeout", canBeInfinite: true),
        ReleaseTimeout = Timeout(reader, "release-timeout", canBeInfinite: true),
        AbortTimeout = Timeout(reader, "abort-timeout", canBeInfinite: false),
        SendTimeout = Timeout(reader, "send-timeout", canBeInfinite: true),
        ReceiveTimeout = Timeout(reader, "receive-timeout", canBeInfinite: true),
        ResponseTimeout = Timeout(reader, "response-timeout", canBeInfinite: true),
        ResponseTotalTimeout = Timeout(reader, "response-total-timeout", canBeInfinite: true),
        IdleTimeout = Timeout(reader, "idle-timeout", canBeInfinite: true),
        AssociationLifetime = Timeout(reader, "association-lifetime", canBeInfinite: true),
        AutoSend = reader.Switch("auto-send"),
        MaximumQueuedRequests = reader.WholeNumber("maximum-queued-requests", 1, 1_000_000),
        MaximumOutstandingRequests = reader.WholeNumber("maximum-outstanding-requests", 1, 32_768),
        MaximumUnansweredRequests = reader.WholeNumber("maximum-unanswered-requests", 1, 32_768),
        MaximumCommandSetLength = (int)reader.Size("maximum-command-set-length", 256, 16 << 20),
        MaximumInstanceLength = reader.Size("maximum-instance-length", 1024, 1L << 62),
        MaximumEmptyFragments = reader.WholeNumber("maximum-empty-fragments", 0, 1_000_000),
        MaximumDatasetLength = (int)reader.Size("maximum-dataset-length", 1024, 1 << 30),
        PduLimits = new PduLimits
        {
            MaximumDataPduLength = (uint)reader.Size("maximum-data-pdu-length", 128, int.MaxValue),
            MaximumSentDataPduLength = (uint)reader.Size("maximum-sent-data-pdu-length", 128, 16 << 20),
            MaximumAssociatePduLength = (uint)reader.Size("maximum-associate-pdu-length", 4096, 64 << 20),
        },
    };

    private static TimeSpan Timeout(SettingReader reader, string key, bool canBeInfinite) =>
        reader.Duration(key, Millisecond, Longest, canBeInfinite);

    private static Config LoadReference()
    {
        using var stream = typeof(DicomSettings).Assembly.GetManifestResourceStream("DicomActors.Configuration.reference.conf")
            ?? throw new InvalidOperationException("reference.conf is not embedded in this assembly.");
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
