using Akka.TestKit.Xunit2.Internals;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>Base of an xunit test class: an actor system per test, stopped after it.</summary>
public class TestKit : TestKitBase, IDisposable
{
    protected readonly ITestOutputHelper Output;
    private bool _disposed;

    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : this(system, ActorSystemSetup.Empty, null, output) { }


    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : this(null, ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config)), actorSystemName, output) { }

    public TestKit(string config, ITestOutputHelper? output = null)
        : this(ConfigurationFactory.ParseString(config), null, output) { }

    private TestKit(ActorSystem? system, ActorSystemSetup setup, string? name, ITestOutputHelper? output)
        : base(system, setup, name, null)
    {
        Output = output!;
        if (output is not null)
            InitializeLogger(Sys);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed || !disposing)
            return;
        _disposed = true;
        AfterAll();
        ActorCell.Current = null;
    }

    protected virtual void AfterAll() => Shutdown();

    protected void InitializeLogger(ActorSystem system)
    {
        var output = Output;
        var logger = ((ExtendedActorSystem)system).SystemActorOf(Props.Create(() => new TestOutputLogger(output)), "log-test");
        logger.Tell(new InitializeLogger(system.EventStream), ActorRefs.NoSender);
    }
}
