using Akka;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>Systems as a whole: side by side, extensions, shutdown.</summary>
public sealed class SystemTests : TestKit
{
    [Fact]
    public async Task TwoSystems_AreIndependent()
    {
        var other = ActorSystem.Create("other");
        var mine = Sys.ActorOf(Props.Create(() => new Echo()), "same-name");
        var theirs = other.ActorOf(Props.Create(() => new Echo()), "same-name");
        Assert.NotEqual(mine, theirs);
        Assert.Equal("akka://other/user/same-name", theirs.Path.ToString());
        other.EventStream.Publish("theirs");
        Sys.EventStream.Subscribe(TestActor, typeof(string));
        Sys.EventStream.Publish("mine");
        ExpectMsg("mine");
        await other.Terminate();
        mine.Tell("still alive");
        ExpectMsg("still alive");
    }

    [Fact]
    public async Task Ask_ToAnotherSystem_IsAnswered()
    {
        using var other = ActorSystem.Create("other");
        var target = other.ActorOf(Props.Create(() => new Echo()));
        Assert.Equal("hello", await target.Ask<string>("hello", TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task Terminate_StopsActors_RunsCallbacks_CompletesWhenTerminated()
    {
        var system = ActorSystem.Create("ending");
        system.ActorOf(Props.Create(() => new Hooked(TestActor, "a")));
        ExpectMsg("a constructor");
        ExpectMsg("a PreStart");
        var ran = false;
        system.RegisterOnTermination(() => ran = true);
        await system.Terminate();
        await system.WhenTerminated;
        ExpectMsg("a PostStop");
        AwaitAssert(() => Assert.True(ran));
    }

    [Fact]
    public async Task Terminate_Twice_IsHarmless()
    {
        var system = ActorSystem.Create("ending");
        await Task.WhenAll(system.Terminate(), system.Terminate());
    }

    [Fact]
    public void InvalidSystemName_Throws() => Assert.Throws<ArgumentException>(() => ActorSystem.Create("no spaces please"));

    [Fact]
    public async Task CoordinatedShutdown_RunsPhasesInOrder()
    {
        var system = ActorSystem.Create("ending");
        var shutdown = CoordinatedShutdown.Get(system);
        var report = TestActor;
        foreach (var phase in (string[])
            [CoordinatedShutdown.PhaseServiceStop, CoordinatedShutdown.PhaseBeforeServiceUnbind, CoordinatedShutdown.PhaseServiceUnbind])
        {
            shutdown.AddTask(phase, "report", async () =>
            {
                await Task.Yield();
                report.Tell(phase, ActorRefs.NoSender);
                return Done.Instance;
            });
        }

        var run = shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);
        await ExpectMsgAsync(CoordinatedShutdown.PhaseBeforeServiceUnbind);
        await ExpectMsgAsync(CoordinatedShutdown.PhaseServiceUnbind);
        await ExpectMsgAsync(CoordinatedShutdown.PhaseServiceStop);
        await run.WaitAsync(TimeSpan.FromSeconds(10));
        await system.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Same(CoordinatedShutdown.UnknownReason.Instance, shutdown.ShutdownReason);
    }

    [Fact]
    public async Task CoordinatedShutdown_TaskThatFails_DoesNotKeepTheSystemAlive()
    {
        var system = ActorSystem.Create("ending");
        CoordinatedShutdown.Get(system).AddTask(
            CoordinatedShutdown.PhaseServiceStop, "fails", () => Task.FromException<Done>(new InvalidOperationException("no")));
        await system.Terminate();
    }

    [Fact]
    public async Task CoordinatedShutdown_TaskThatHangs_IsLeftBehindAtThePhasesTimeout()
    {
        var config = ConfigurationFactory.ParseString("akka.coordinated-shutdown.phases.service-stop.timeout = 100ms");
        var system = ActorSystem.Create("ending", config);
        CoordinatedShutdown.Get(system).AddTask(
            CoordinatedShutdown.PhaseServiceStop, "hangs", () => new TaskCompletionSource<Done>().Task);
        await system.Terminate().WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task CoordinatedShutdown_FromAPhase_LeavesOutThoseBefore()
    {
        var system = ActorSystem.Create("ending");
        var shutdown = CoordinatedShutdown.Get(system);
        Report(shutdown, CoordinatedShutdown.PhaseBeforeServiceUnbind);
        Report(shutdown, CoordinatedShutdown.PhaseServiceStop);
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseServiceUnbind).WaitAsync(TimeSpan.FromSeconds(10));
        await ExpectMsgAsync(CoordinatedShutdown.PhaseServiceStop);
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task CoordinatedShutdown_TasksOfAPhase_RunTogether()
    {
        var system = ActorSystem.Create("ending");
        var shutdown = CoordinatedShutdown.Get(system);
        var met = new TaskCompletionSource();
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "waits", async () =>
        {
            await met.Task;
            return Done.Instance;
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "wakes", () =>
        {
            met.TrySetResult();
            return Task.FromResult(Done.Instance);
        });
        var started = DateTime.UtcNow;
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(DateTime.UtcNow - started < TimeSpan.FromSeconds(5), "The phase waited for its timeout: its tasks ran one after the other.");
    }

    [Fact]
    public async Task CoordinatedShutdown_PhaseOfOnesOwn_RunsWhereItDependsOn()
    {
        var system = ActorSystem.Create("ending", ConfigurationFactory.ParseString(
            """
            akka.coordinated-shutdown.phases {
              drain { depends-on = [service-unbind] }
              service-requests-done { depends-on = [drain] }
            }
            """));
        var shutdown = CoordinatedShutdown.Get(system);
        foreach (var phase in (string[])[CoordinatedShutdown.PhaseServiceRequestsDone, "drain", CoordinatedShutdown.PhaseServiceUnbind])
        {
            Report(shutdown, phase);
        }

        await system.Terminate().WaitAsync(TimeSpan.FromSeconds(10));
        await ExpectMsgAsync(CoordinatedShutdown.PhaseServiceUnbind);
        await ExpectMsgAsync("drain");
        await ExpectMsgAsync(CoordinatedShutdown.PhaseServiceRequestsDone);
    }

    [Fact]
    public async Task CoordinatedShutdown_RunTwice_RunsOnce()
    {
        var system = ActorSystem.Create("ending");
        var shutdown = CoordinatedShutdown.Get(system);
        Report(shutdown, CoordinatedShutdown.PhaseServiceStop);
        await Task.WhenAll(
            shutdown.Run(CoordinatedShutdown.UnknownReason.Instance),
            shutdown.Run(CoordinatedShutdown.UnknownReason.Instance)).WaitAsync(TimeSpan.FromSeconds(10));
        await ExpectMsgAsync(CoordinatedShutdown.PhaseServiceStop);
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void CoordinatedShutdown_UnknownPhase_Throws() =>
        Assert.Throws<ConfigurationException>(() => CoordinatedShutdown.Get(Sys).AddTask("no-such-phase", "task", () => Task.FromResult(Done.Instance)));

    [Fact]
    public void Extension_IsMadeOncePerSystem()
    {
        using var other = ActorSystem.Create("other");
        var first = new CountingExtensionId().Apply(Sys);
        Assert.Same(first, new CountingExtensionId().Apply(Sys));
        Assert.Same(first, Sys.WithExtension<CountingExtension, CountingExtensionId>());
        Assert.Same(first, Sys.GetExtension<CountingExtension>());
        Assert.True(Sys.HasExtension<CountingExtension>());
        Assert.NotSame(first, new CountingExtensionId().Apply(other));
    }

    [Fact]
    public void InjectTopLevelFallback_AddsDefaults_UserWins()
    {
        using var system = ActorSystem.Create("configured", ConfigurationFactory.ParseString("product.a = user"));
        system.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString("product { a = default, b = default }"));
        Assert.Equal("user", system.Settings.Config.GetString("product.a"));
        Assert.Equal("default", system.Settings.Config.GetString("product.b"));
    }

    [Fact]
    public void SystemActor_LivesUnderSystem() =>
        Assert.Equal($"akka://{Sys.Name}/system/mine",
            ((ExtendedActorSystem)Sys).SystemActorOf(Props.Create(() => new Echo()), "mine").Path.ToString());

    [Fact]
    public void Dispatcher_ThatIsNotConfigured_Throws() =>
        Assert.ThrowsAny<Exception>(() => Sys.ActorOf(Props.Create(() => new Echo()).WithDispatcher("no.such.dispatcher")));

    [Fact]
    public void UnhandledMessage_WithDebugOn_IsLogged()
    {
        using var system = ActorSystem.Create("debugging", ConfigurationFactory.ParseString("""
            akka.loglevel = DEBUG
            akka.actor.debug.unhandled = on
            """));
        var probe = CreateTestProbe(system);
        system.EventStream.Subscribe(probe.Ref, typeof(Debug));
        var target = system.ActorOf(Props.Create(() => new Echo()));
        probe.AwaitAssert(() =>
        {
            target.Tell(42, ActorRefs.NoSender);
            probe.FishForMessage<Debug>(debug => debug.Message.ToString()!.Contains("42", StringComparison.Ordinal), TimeSpan.FromSeconds(1));
        });
    }

    private void Report(CoordinatedShutdown shutdown, string phase)
    {
        var report = TestActor;
        shutdown.AddTask(phase, "report", () =>
        {
            report.Tell(phase, ActorRefs.NoSender);
            return Task.FromResult(Done.Instance);
        });
    }

    private sealed class CountingExtension : IExtension;

    private sealed class CountingExtensionId : ExtensionIdProvider<CountingExtension>
    {
        public override CountingExtension CreateExtension(ExtendedActorSystem system) => new();
    }
}
