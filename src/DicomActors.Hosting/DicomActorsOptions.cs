using System.Diagnostics.CodeAnalysis;
using Akka.Hosting;
using DicomActors.Handlers;

namespace DicomActors.Hosting;

/// <summary>What <see cref="DicomActorsServiceCollectionExtensions.AddDicomActors"/> starts. Can be bound to a section of the configuration.</summary>
public sealed class DicomActorsOptions
{
    private readonly List<Action<AkkaConfigurationBuilder>> _more = [];

    /// <summary>Listeners to bind. Empty, the default: those of <c>dicom-actors.listeners</c> only.</summary>
    public IList<DicomListenerOptions> Listeners { get; } = [];

    /// <summary>Peers of the regular client, besides those of <c>dicom-actors.peers</c>. Default: none.</summary>
    public IList<DicomPeerOptions> Peers { get; } = [];

    /// <summary>HOCON that goes before every other configuration of the actor system. Default: none.</summary>
    public string Hocon { get; set; } = "";

    /// <inheritdoc cref="DicomActorsHostingExtensions.WithDicomHandler{T}"/>
    public DicomActorsOptions AddHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(params object[] arguments)
        where T : DicomRequestHandlerActor =>
        ConfigureAkka(builder => builder.WithDicomHandler<T>(arguments));

    /// <summary>Anything else the actor system needs; runs after the rest.</summary>
    public DicomActorsOptions ConfigureAkka(Action<AkkaConfigurationBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _more.Add(configure);
        return this;
    }

    internal void Apply(AkkaConfigurationBuilder builder)
    {
        if (Hocon.Length > 0)
        {
            builder.AddHocon(Hocon, HoconAddMode.Prepend);
        }

        builder.WithDicomActors();
        foreach (var peer in Peers)
        {
            builder.WithDicomPeer(peer);
        }

        foreach (var listener in Listeners)
        {
            builder.WithDicomListener(listener);
        }

        builder.WithConfiguredDicomListeners();
        _more.ForEach(configure => configure(builder));
    }
}
