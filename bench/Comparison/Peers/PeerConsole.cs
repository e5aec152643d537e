using System.Globalization;
using Comparison.Measuring;

namespace Comparison.Peers;

/// <summary>
/// The child's side of the talk with the process that compares: <c>ready PORT</c> once, then for every line <c>run N</c> an answer
/// <c>done OPERATIONS TICKS NAME=VALUE=UNIT...</c>. The end of standard input ends the child: none outlives whoever started it.
/// </summary>
internal static class PeerConsole
{
    /// <summary>
    /// Says that it is there, and on every <c>run</c> what memory it takes, with <c>run 1</c> also what is alive, until it is no longer needed.
    /// </summary>
    /// <param name="port">Where it listens; 0 if nowhere.</param>
    public static Task ServeAsync(int port) =>
        ServeAsync(port, static life => Task.FromResult(life == 1 ? ProcessMemory.LookForLife() : ProcessMemory.Look()));

    /// <summary>Does <c>count</c> operations if that is given, otherwise as many as it is told, again and again.</summary>
    public static async Task RunAsync(PeerArguments arguments, Func<long, Task<Measurement>> run)
    {
        if (arguments.Find("count") is null)
        {
            await ServeAsync(0, run);
        }
        else
        {
            await run(arguments.Number("count"));
        }
    }

    /// <summary>Says that it is there and does what it is told, until it is no longer needed.</summary>
    /// <param name="port">Where it listens; 0 if nowhere.</param>
    /// <param name="run">Does so many operations.</param>
    public static async Task ServeAsync(int port, Func<long, Task<Measurement>> run)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{PeerWords.Ready} {port}"));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var operations = long.Parse(line.AsSpan(PeerWords.Run.Length + 1), CultureInfo.InvariantCulture);
            Console.Out.WriteLine(PeerWords.Format(await run(operations)));
        }
    }
}
