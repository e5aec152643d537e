using System.Net;
using Akka.Actor;
using Akka.Configuration;
using DicomActors.Configuration;
using DicomActors.Connections;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Listeners;

/// <summary>Where to listen, whom to accept, and how many. The defaults are those of <c>dicom-actors.listener</c>.</summary>
public sealed record ListenerSettings
{
    /// <summary>Creates settings for several end points under common limits.</summary>
    /// <param name="endPoints">Address, port, TLS, proxies and socket options of each.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ListenerSettings(params IEnumerable<TcpListenerOptions> endPoints)
    {
        EndPoints = ItemList.From(endPoints);
        if (EndPoints.Count == 0)
        {
            throw new ArgumentException("A listener needs an end point.", nameof(endPoints));
        }
    }

    /// <summary>Creates settings for an address and port; port 0 picks a free one.</summary>
    public ListenerSettings(IPEndPoint endPoint)
        : this(new TcpListenerOptions(endPoint))
    {
    }

    /// <summary>Address, port, TLS, proxies and socket options of each end point; more can be bound and unbound later.</summary>
    public ItemList<TcpListenerOptions> EndPoints { get; }

    /// <summary>AE titles, negotiation and handlers of what is accepted.</summary>
    public AcceptorSettings Acceptor { get; init; } = new();

    /// <summary>Networks and limits, over all end points.</summary>
    public AdmissionPolicy Admission { get; init; } = AdmissionPolicy.Default;

    /// <summary>Wait after the first failure to accept; doubled up to <see cref="LastBackoff"/>. Default 50 ms.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest wait between attempts to accept. Default 5 s.</summary>
    public TimeSpan LastBackoff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The listeners of <c>dicom-actors.listeners</c> of an actor system, by name. Certificates are read; their reloads go to its log.</summary>
    /// <exception cref="DicomSettingsException">A value, or a file a value names, cannot be read or is out of range.</exception>
    public static IReadOnlyDictionary<string, ListenerSettings> AllFrom(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var dicom = Dicom.Get(system);
        return AllFrom(system.Settings.Config, dicom.Reference, dicom.EngineLogger);
    }

    /// <summary>The listeners of <c>dicom-actors.listeners</c>, by name.</summary>
    /// <param name="config">A configuration with root <c>dicom-actors</c>; what it lacks comes from <see cref="DicomSettings.DefaultConfig"/>.</param>
    /// <param name="logger">Told when certificates are read again. Null: nobody is.</param>
    /// <exception cref="DicomSettingsException">A value, or a file a value names, cannot be read or is out of range.</exception>
    public static IReadOnlyDictionary<string, ListenerSettings> AllFrom(Config config, ILogger? logger = null) =>
        AllFrom(config, SettingsReference.Core, logger);

    /// <summary>The listeners of <c>dicom-actors.listeners</c>, by name, where there are settings of other libraries, too.</summary>
    /// <param name="config">A configuration with root <c>dicom-actors</c>; what it lacks comes from the reference.</param>
    /// <param name="reference">All settings there are.</param>
    /// <param name="logger">Told when certificates are read again. Null: nobody is.</param>
    /// <exception cref="DicomSettingsException">A value, or a file a value names, cannot be read or is out of range.</exception>
    public static IReadOnlyDictionary<string, ListenerSettings> AllFrom(Config config, SettingsReference reference, ILogger? logger)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return ListenerConfiguration.ReadAll(reference.Complete(config), logger);
    }
}
