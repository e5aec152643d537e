namespace Akka.Actor.Setup;

public sealed class ActorSystemSetup
{
    public static readonly ActorSystemSetup Empty = new([]);

    private readonly Dictionary<Type, Setup> _setups;

    private ActorSystemSetup(Dictionary<Type, Setup> setups) => _setups = setups;
    public static ActorSystemSetup Create(params Setup[] setup) =>
        setup.Aggregate(Empty, static (all, one) => all.With(one.GetType(), one));
    public Option<T> Get<T>()
        where T : Setup => _setups.GetValueOrDefault(typeof(T)) is T setup ? Option<T>.Create(setup) : Option<T>.None;
    public ActorSystemSetup WithSetup<T>(T setup)
        where T : Setup => With(setup.GetType(), setup);
    private ActorSystemSetup With(Type type, Setup setup) => new(new Dictionary<Type, Setup>(_setups) { [type] = setup });
}
