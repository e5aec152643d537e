using System.CommandLine;
using DicomActors.Node.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DicomActors.Node.Remote;

/// <summary>The option <c>--watch</c>: show it again each second, in the same place, until Ctrl-C.</summary>
internal sealed class Watching
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Option<bool> _watch = new("--watch") { Description = "Show it again each second until Ctrl-C. On a terminal only." };

    /// <summary>Gives the option to a verb.</summary>
    public Watching(Command verb) => verb.Add(_watch);

    /// <summary>Whether the user wants it.</summary>
    /// <exception cref="VerbException">It cannot be had here.</exception>
    public bool IsWanted(ParseResult arguments, Option<bool> json)
    {
        if (!arguments.GetValue(_watch))
        {
            return false;
        }

        if (arguments.GetValue(json))
        {
            throw new VerbException(ExitCode.BadInput, "--watch is for people, --json for programs: use one of them.");
        }

        return Terminal.ShowsOutput
            ? true
            : throw new VerbException(ExitCode.BadInput, "--watch needs a terminal, and standard output goes elsewhere. Leave --watch away to get it once.");
    }

    /// <summary>Shows it until the user ends it, which is how it is meant to end.</summary>
    public static async Task ShowAsync(Func<Task<IRenderable>> look, CancellationToken interrupted)
    {
        var first = await look();
        try
        {
            await Terminal.Output().Live(first).StartAsync(async display =>
            {
                using var timer = new PeriodicTimer(Interval);
                display.Refresh();
                while (await timer.WaitForNextTickAsync(interrupted))
                {
                    display.UpdateTarget(await look());
                    display.Refresh();
                }
            });
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            // Ctrl-C: seen enough.
        }
    }
}
