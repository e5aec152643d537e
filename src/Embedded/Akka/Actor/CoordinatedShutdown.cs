namespace Akka.Actor;

/// <summary>Stops a system in phases. One that fails or takes too long does not hold up the next, unless its <c>recover</c> is off.</summary>
public sealed class CoordinatedShutdown : IExtension
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly Lock _lock = new();
    private readonly List<Phase> _phases = [];
    private readonly ILoggingAdapter _log;
    private Task<Done>? _run;

    internal CoordinatedShutdown(ExtendedActorSystem system)
    {
        System = system;
        _log = Logging.GetLogger(system, typeof(CoordinatedShutdown));
        var config = system.Settings.Config.GetConfig("akka.coordinated-shutdown");
        foreach (var (name, _) in config.GetConfig("phases").AsEnumerable())
            AddPhase(name, config, []);
        if (config.GetBoolean("terminate-actor-system"))
            AddTask(PhaseActorSystemTerminate, "terminate-system", TerminateSystem);
    }

    public ExtendedActorSystem System { get; }
    public Reason ShutdownReason { get; private set; } = null!;

    public static CoordinatedShutdown Get(ActorSystem sys) => new Id().Apply(sys);
    /// <summary>Adds a task to a phase that has not begun.</summary>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskName);
        lock (_lock)
            Find(phase).Tasks.Add((taskName, task));
    }

    /// <summary>Starts the shutdown, once; later calls return the task of the first.</summary>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        lock (_lock)
        {
            if (_run is null)
            {
                ShutdownReason = reason;
                var first = fromPhase is null ? 0 : _phases.IndexOf(Find(fromPhase));
                _run = Task.Run(() => RunPhases(_phases.Skip(first)));
            }

            return _run;
        }
    }

    private async Task<Done> TerminateSystem()
    {
        System.Abort();
        await System.WhenTerminated.ConfigureAwait(false);
        return Done.Instance;
    }

    /// <summary>Adds the phase behind those it depends on.</summary>
    private void AddPhase(string name, Config config, HashSet<string> dependents)
    {
        if (_phases.Exists(phase => phase.Name == name) || config.GetConfig($"phases.\"{name}\"") is not { } phase)
            return;
        if (!dependents.Add(name))
            throw new ArgumentException($"Cycle detected in graph of phases. It must be a DAG. phase [{name}] depends on itself.");
        foreach (var dependency in phase.GetStringList("depends-on"))
            AddPhase(dependency, config, dependents);
        dependents.Remove(name);
        _phases.Add(new Phase(
            name, phase.GetTimeSpan("timeout", config.GetTimeSpan("default-phase-timeout")),
            phase.GetBoolean("recover", true), phase.GetBoolean("enabled", true)));
    }

    private Phase Find(string phase) => _phases.Find(known => known.Name == phase) ?? throw new ConfigurationException(
        $"Unknown phase [{phase}], known phases [{string.Join(", ", _phases.Select(known => known.Name))}].");

    private async Task<Done> RunPhases(IEnumerable<Phase> phases)
    {
        foreach (var phase in phases)
        {
            List<(string Name, Func<Task<Done>> Run)> tasks;
            lock (_lock)
                tasks = phase.Enabled ? [.. phase.Tasks] : [];
            try
            {
                await Task.WhenAll(tasks.Select(task => RunTask(phase, task.Name, task.Run))).WaitAsync(phase.Timeout).ConfigureAwait(false);
            }
            catch (TimeoutException) when (phase.Recover)
            {
                _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", phase.Name, phase.Timeout);
            }
        }

        return Done.Instance;
    }

    private async Task RunTask(Phase phase, string name, Func<Task<Done>> task)
    {
        try
        {
            await task().ConfigureAwait(false);
        }
        catch (Exception e) when (phase.Recover)
        {
            _log.Warning("Task [{0}] failed in phase [{1}]: {2}", name, phase.Name, e.Message);
        }
    }

    public class Reason
    {
        protected Reason() { }
    }

    public class UnknownReason : Reason
    {
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason() { }
    }

    public class ActorSystemTerminateReason : Reason
    {
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason() { }
    }

    public class ClrExitReason : Reason
    {
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason() { }
    }

    private sealed class Id : ExtensionIdProvider<CoordinatedShutdown>
    {
        public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system) => new(system);
    }

    private sealed record Phase(string Name, TimeSpan Timeout, bool Recover, bool Enabled)
    {
        public List<(string Name, Func<Task<Done>> Run)> Tasks { get; } = [];
    }
}
