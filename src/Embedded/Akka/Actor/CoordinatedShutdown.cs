namespace Akka.Actor;

/// <summary>
/// Stops a system in phases. The tasks of a phase run at the same time, the phases one after the other; a phase that takes
/// too long or fails does not keep the next from starting, unless its <c>recover</c> is off.
/// </summary>
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
    private readonly Dictionary<string, Phase> _phases;
    private readonly List<string> _order;
    private readonly Dictionary<string, List<(string Name, Func<Task<Done>> Run)>> _tasks = new(StringComparer.Ordinal);
    private readonly ILoggingAdapter _log;
    private Task<Done>? _run;

    internal CoordinatedShutdown(ExtendedActorSystem system)
    {
        System = system;
        _log = Logging.GetLogger(system, typeof(CoordinatedShutdown));
        _phases = Phase.Read(system.Settings.Config.GetConfig("akka.coordinated-shutdown"));
        _order = Phase.Sort(_phases);
        if (system.Settings.CoordinatedShutdownTerminateActorSystem)
        {
            AddTask(PhaseActorSystemTerminate, "terminate-system", () =>
            {
                system.Abort();
                return system.WhenTerminated.ContinueWith(
                    static _ => Done.Instance, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            });
        }
    }

    public ExtendedActorSystem System { get; }

    /// <summary>Why the shutdown runs; null while it does not.</summary>
    public Reason ShutdownReason { get; private set; } = null!;
    public TimeSpan TotalTimeout => TimeSpan.FromTicks(_tasks.Keys.Sum(phase => Timeout(phase).Ticks));
    public static CoordinatedShutdown Get(ActorSystem sys) => new CoordinatedShutdownExtension().Apply(sys);
    public TimeSpan Timeout(string phase) => Find(phase).Timeout;

    /// <summary>Adds a task to a phase that has not begun.</summary>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        Find(phase);
        ArgumentException.ThrowIfNullOrEmpty(taskName);
        lock (_lock)
        {
            if (!_tasks.TryGetValue(phase, out var tasks))
                _tasks.Add(phase, tasks = []);

            tasks.Add((taskName, task));
        }
    }

    /// <summary>Starts the shutdown, once; later calls return the task of the first.</summary>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        lock (_lock)
        {
            if (_run is null)
            {
                ShutdownReason = reason;
                var from = fromPhase is null ? 0 : _order.IndexOf(Find(fromPhase).Name);
                _run = Task.Run(() => RunPhases(_order.Skip(from)));
            }

            return _run;
        }
    }

    private Phase Find(string phase) => _phases.TryGetValue(phase, out var found)
        ? found
        : throw new ArgumentException($"Unknown phase [{phase}], known phases [{string.Join(", ", _phases.Keys)}].", nameof(phase));

    private async Task<Done> RunPhases(IEnumerable<string> names)
    {
        foreach (var phase in names.Select(name => _phases[name]))
        {
            List<(string Name, Func<Task<Done>> Run)> tasks;
            lock (_lock)
                tasks = _tasks.GetValueOrDefault(phase.Name) ?? [];

            if (phase.Enabled && tasks.Count > 0)
                await RunPhase(phase, tasks).ConfigureAwait(false);
        }

        return Done.Instance;
    }

    private async Task RunPhase(Phase phase, List<(string Name, Func<Task<Done>> Run)> tasks)
    {
        _log.Debug("Performing phase [{0}] with [{1}] tasks.", phase.Name, tasks.Count);
        var all = Task.WhenAll(tasks.Select(task => RunTask(phase, task.Name, task.Run)));
        try
        {
            await all.WaitAsync(phase.Timeout).ConfigureAwait(false);
        }
        catch (TimeoutException) when (phase.Recover)
        {
            _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", phase.Name, phase.Timeout);
        }
    }

#pragma warning disable CA1031 // In a phase that recovers, a task that fails is logged and the shutdown goes on.
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
#pragma warning restore CA1031

    /// <summary>Why a system is shut down.</summary>
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

    private sealed record Phase(string Name, string[] DependsOn, TimeSpan Timeout, bool Recover, bool Enabled)
    {
        public static Dictionary<string, Phase> Read(Config config)
        {
            var defaultTimeout = config.GetTimeSpan("default-phase-timeout");
            var result = new Dictionary<string, Phase>(StringComparer.Ordinal);
            var phases = config.GetConfig("phases");
            foreach (var (name, _) in phases.AsEnumerable())
            {
                var phase = phases.GetConfig(name);
                result[name] = new Phase(
                    name,
                    [.. phase.GetStringList("depends-on")],
                    phase.GetTimeSpan("timeout", defaultTimeout, allowInfinite: false),
                    phase.GetBoolean("recover", true),
                    phase.GetBoolean("enabled", true));
            }

            return result;
        }

        /// <summary>The phases so that each comes after those it depends on.</summary>
        public static List<string> Sort(Dictionary<string, Phase> phases)
        {
            var sorted = new List<string>();
            var visiting = new HashSet<string>(StringComparer.Ordinal);
            foreach (var name in phases.Keys)
                Visit(name);

            return sorted;

            void Visit(string name)
            {
                if (sorted.Contains(name))
                    return;

                if (!visiting.Add(name))
                    throw new ArgumentException($"Cycle detected in graph of phases. It must be a DAG. phase [{name}] depends on itself.");

                foreach (var dependency in phases.TryGetValue(name, out var phase) ? phase.DependsOn : [])
                    Visit(dependency);

                if (phases.ContainsKey(name))
                    sorted.Add(name);
            }
        }
    }
}

public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system) => new(system);
}
