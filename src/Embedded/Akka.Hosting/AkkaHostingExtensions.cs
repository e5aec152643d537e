namespace Akka.Hosting;

public static class AkkaHostingExtensions
{
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
}
