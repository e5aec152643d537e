using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Akka.Hosting;

public static class AkkaHostingExtensions
{
    /// <summary>Adds an actor system that starts and stops with the host.</summary>
    public static IServiceCollection AddAkka(
        this IServiceCollection services, string actorSystemName, Action<AkkaConfigurationBuilder> builder) =>
        services.AddAkka(actorSystemName, (configuration, _) => builder(configuration));
    public static IServiceCollection AddAkka(
        this IServiceCollection services, string actorSystemName, Action<AkkaConfigurationBuilder, IServiceProvider> builder) =>
        services
            .AddSingleton(provider =>
            {
                var configuration = new AkkaConfigurationBuilder(actorSystemName);
                builder(configuration, provider);
                return configuration;
            })
            .AddSingleton(provider => provider.GetRequiredService<AkkaConfigurationBuilder>().CreateSystem(provider))
            .AddSingleton(provider => ActorRegistry.For(provider.GetRequiredService<ActorSystem>()))
            .AddSingleton<IActorRegistry>(provider => provider.GetRequiredService<ActorRegistry>())
            .AddSingleton<IReadOnlyActorRegistry>(provider => provider.GetRequiredService<ActorRegistry>())
            .AddSingleton(typeof(IRequiredActor<>), typeof(RequiredActor<>))
            .AddHostedService(provider => new AkkaHostedService(provider));

    public static AkkaConfigurationBuilder AddHocon(this AkkaConfigurationBuilder builder, Config hocon, HoconAddMode addMode)
    {
        builder.AddConfiguration(hocon, addMode);
        return builder;
    }

    /// <summary>Adds a section of the application's configuration; keys are made lower case unless told not to.</summary>
    public static AkkaConfigurationBuilder AddHocon(
        this AkkaConfigurationBuilder builder, IConfiguration configuration, HoconAddMode addMode, bool normalizeKeys = true) =>
        builder.AddHocon(new Config(new HoconRoot(Convert(configuration, normalizeKeys))), addMode);
    public static AkkaConfigurationBuilder AddHoconFile(
        this AkkaConfigurationBuilder builder, string hoconFilePath, HoconAddMode addMode) =>
        builder.AddHocon(ConfigurationFactory.ParseString(File.ReadAllText(hoconFilePath)), addMode);
    public static AkkaConfigurationBuilder AddSetup(this AkkaConfigurationBuilder builder, Setup setup)
    {
        builder.Setups.Add(setup);
        return builder;
    }

    public static AkkaConfigurationBuilder WithActors(
        this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry> actorStarter) => builder.StartActors(actorStarter);
    public static AkkaConfigurationBuilder WithActors(
        this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry, IDependencyResolver> actorStarter) =>
        builder.StartActors(actorStarter);
    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, ActorStarter actorStarter) =>
        builder.StartActors(actorStarter);
    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, ActorStarterWithResolver actorStarter) =>
        builder.StartActors(actorStarter);

    private static HoconValue Convert(IConfiguration configuration, bool normalizeKeys)
    {
        var children = configuration.GetChildren().ToList();
        if (children.Count == 0)
            return new HoconValue((configuration as IConfigurationSection)?.Value);
        return children.TrueForAll(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? new HoconValue(children.ConvertAll(child => Convert(child, normalizeKeys)))
            : new HoconValue(children.ToDictionary(
                child => normalizeKeys ? child.Key.ToLowerInvariant() : child.Key, child => Convert(child, normalizeKeys)));
    }
}
