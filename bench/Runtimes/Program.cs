using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Configuration;

namespace Runtimes;

/// <summary>Measures ping-pong and fan-out; prints messages per second, the median of the rounds last.</summary>
internal static class Program
{
    private const int Pairs = 8;
    private const int MessagesPerPair = 200_000;
    private const int Receivers = 1_000;
    private const int MessagesPerReceiver = 1_500;

    private static async Task Main(string[] arguments)
    {
        var rounds = arguments is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 5;
        var assembly = typeof(ActorSystem).Assembly.GetName();
        Console.WriteLine($"{assembly.Name} {assembly.Version}, .NET {Environment.Version}, {Environment.ProcessorCount} cores");
        using var system = ActorSystem.Create("bench", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        await MeasureAsync("ping-pong", rounds, Pairs * MessagesPerPair, () => PingPongAsync(system));
        await MeasureAsync("fan-out", rounds, Receivers * MessagesPerReceiver, () => FanOutAsync(system));
        await system.Terminate();
    }

    private static async Task MeasureAsync(string name, int rounds, int messages, Func<Task> run)
    {
        // The first run compiles and grows the pools.
        await run();
        var rates = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            await run();
            rates.Add(messages / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        rates.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {string.Join(" ", rates.Select(rate => rate.ToString("F0", CultureInfo.InvariantCulture)))} median {rates[rates.Count / 2]:F0}/s"));
    }

    /// <summary>Pairs of actors that answer each other, one message under way in each pair.</summary>
    private static async Task PingPongAsync(ActorSystem system)
    {
        var countdown = new Countdown(Pairs);
        var actors = new List<IActorRef>();
        for (var i = 0; i < Pairs; i++)
        {
            var pong = system.ActorOf(Props.Create(() => new Pong()));
            var ping = system.ActorOf(Props.Create(() => new Ping(pong, MessagesPerPair / 2, countdown)));
            ping.Tell(Ball.Instance, pong);
            actors.AddRange([ping, pong]);
        }

        await countdown.Done;
        actors.ForEach(system.Stop);
    }

    /// <summary>One producer, many receivers in turn.</summary>
    private static async Task FanOutAsync(ActorSystem system)
    {
        var countdown = new Countdown(Receivers);
        var receivers = Enumerable.Range(0, Receivers)
            .Select(_ => system.ActorOf(Props.Create(() => new Receiver(MessagesPerReceiver, countdown))))
            .ToList();
        for (var i = 0; i < MessagesPerReceiver; i++)
        {
            foreach (var receiver in receivers)
            {
                receiver.Tell(Ball.Instance, ActorRefs.NoSender);
            }
        }

        await countdown.Done;
        receivers.ForEach(system.Stop);
    }
}
