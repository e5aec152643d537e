using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Hosting;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;

namespace DicomActors.Hosting;

/// <summary>Adds DicomActors to an actor system configured with Akka.Hosting.</summary>
public static class DicomActorsHostingExtensions
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Starts DICOM in the actor system. <see cref="ConnectionFactory"/> and <see cref="PeerRegistry"/> are then in the
    /// <see cref="ActorRegistry"/>: ask for <c>IRequiredActor&lt;ConnectionFactory&gt;</c>. The peers of <c>dicom-actors.peers</c> are known
    /// at once. A bad setting stops the start and names key, value and allowed range.
    /// </summary>
    /// <param name="builder">The actor system's configuration.</param>
    /// <param name="handlers">Registers handlers of what peers ask of us, before any listener is bound. C-ECHO is built in.</param>
    public static AkkaConfigurationBuilder WithDicomActors(
        this AkkaConfigurationBuilder builder, Action<HandlerRegistry>? handlers = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithActors((system, registry) =>
        {
            var dicom = Dicom.Get(system);
            handlers?.Invoke(dicom.Handlers);
            registry.Register<ConnectionFactory>(dicom.ConnectionFactory);
            registry.Register<PeerRegistry>(dicom.Peers);
        });
    }

    /// <summary>
    /// Starts a handler of what peers ask of us: an actor of one of the base classes in <c>DicomActors.Handlers</c>, which says itself for which command and
    /// SOP classes it is. Listeners of this builder are bound when all handlers have registered, whatever the order of the calls. It is in the
    /// <see cref="ActorRegistry"/> as <typeparamref name="T"/>.
    /// </summary>
    /// <typeparam name="T">The actor; its constructor's parameters come from the service provider.</typeparam>
    /// <param name="builder">The actor system's configuration.</param>
    /// <param name="arguments">Parameters of the constructor that are not services.</param>
    public static AkkaConfigurationBuilder WithDicomHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this AkkaConfigurationBuilder builder, params object[] arguments)
        where T : DicomRequestHandlerActor
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithActors((system, registry, resolver) =>
        {
            var handler = system.ActorOf(resolver.Props<T>(arguments));
            registry.TryRegister<T>(handler);
            HostedDicom.Of(system).Add(typeof(T), handler);
        });
    }

    /// <summary>Makes a peer known to the regular client when the system starts; a bad value is told at once.</summary>
    /// <param name="builder">The actor system's configuration.</param>
    /// <param name="options">Where the peer is, and how to treat it.</param>
    public static AkkaConfigurationBuilder WithDicomPeer(this AkkaConfigurationBuilder builder, DicomPeerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return builder.WithDicomPeer(options.ToPeer());
    }

    /// <summary>As the other overload, with everything a peer can be told.</summary>
    /// <param name="builder">The actor system's configuration.</param>
    /// <param name="peer">Where the peer is, and how to treat it.</param>
    public static AkkaConfigurationBuilder WithDicomPeer(this AkkaConfigurationBuilder builder, DicomPeer peer)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(peer);
        return builder.AddStartup((system, _) =>
            Dicom.Get(system).Peers.Ask<PeerConfigured>(new ConfigurePeer(peer), AnswerTime));
    }

    /// <summary>
    /// Binds a listener when the system starts; a port that cannot be bound stops the start. Call it after
    /// <see cref="WithDicomActors"/>. One listener is registered as <see cref="ListenerActor"/> in the <see cref="ActorRegistry"/>.
    /// </summary>
    /// <param name="builder">The actor system's configuration.</param>
    /// <param name="options">Where to listen and whom to accept.</param>
    public static AkkaConfigurationBuilder WithDicomListener(this AkkaConfigurationBuilder builder, DicomListenerOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return builder.Expect(options.Name).AddStartup((system, registry) =>
            BindAsync(system, registry, options.Name, options.ToSettings(Dicom.Get(system).EngineLogger)));
    }

    /// <summary>As the other overload, with everything a listener can be told.</summary>
    /// <param name="builder">The actor system's configuration.</param>
    /// <param name="name">Names the listener's actor: letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="settings">Where to listen, whom to accept, and how many.</param>
    public static AkkaConfigurationBuilder WithDicomListener(this AkkaConfigurationBuilder builder, string name, ListenerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(settings);
        return builder.Expect(name).AddStartup((system, registry) => BindAsync(system, registry, name, settings));
    }

    /// <summary>Binds every listener of <c>dicom-actors.listeners</c> when the system starts.</summary>
    public static AkkaConfigurationBuilder WithConfiguredDicomListeners(this AkkaConfigurationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddStartup(async (system, registry) =>
        {
            foreach (var (name, settings) in ListenerSettings.AllFrom(system))
            {
                HostedDicom.Of(system).Expect(name);
                await BindAsync(system, registry, name, settings).ConfigureAwait(false);
            }
        });
    }

    /// <summary>
    /// Binds a listener now, for applications that start theirs themselves. It counts for the health check, and the first one is
    /// <see cref="ListenerActor"/> in the <see cref="ActorRegistry"/>, as with <see cref="WithDicomListener(AkkaConfigurationBuilder, string, ListenerSettings)"/>.
    /// </summary>
    /// <param name="system">The actor system.</param>
    /// <param name="name">Names the listener's actor: letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="settings">Where to listen, whom to accept, and how many.</param>
    /// <returns>The listener.</returns>
    /// <exception cref="ListenerBindException">It cannot listen there.</exception>
    public static Task<IActorRef> BindDicomListenerAsync(this ActorSystem system, string name, ListenerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(settings);
        HostedDicom.Of(system).Expect(name);
        return BindAsync(system, ActorRegistry.For(system), name, settings);
    }

    private static AkkaConfigurationBuilder Expect(this AkkaConfigurationBuilder builder, string listener) =>
        builder.WithActors((system, _) => HostedDicom.Of(system).Expect(listener));

    private static async Task<IActorRef> BindAsync(ActorSystem system, IActorRegistry registry, string name, ListenerSettings settings)
    {
        var hosted = HostedDicom.Of(system);
        await hosted.WhenHandlersStartedAsync(AnswerTime).ConfigureAwait(false);
        var listener = system.ActorOf(ListenerActor.Props(), $"dicom-listener-{name}");
        registry.TryRegister<ListenerActor>(listener);
        await listener.Ask<ListenerBound>(new BindListener(settings), AnswerTime).ConfigureAwait(false);
        hosted.Bound(name, listener);
        return listener;
    }
}
