using System.CommandLine;
using System.CommandLine.Help;
using DicomActors.Node.Logging;
using DicomActors.Node.Verbs;

namespace DicomActors.Node.CommandLine;

/// <summary>The command line: all verbs, and the options every verb has.</summary>
internal static class NodeCommand
{
    /// <summary>Traffic as text, on standard error.</summary>
    public static Option<bool> Dump { get; } = new("--dump")
    {
        Description = "Write every PDU and message as readable lines to standard error. Shows patient data: names and ids in queries and their answers.",
        Recursive = true,
    };

    /// <summary>Traffic as bytes, in a file.</summary>
    public static Option<string?> Capture { get; } = new("--capture")
    {
        Description = "Record every byte sent and received in a file, for ./dicomactors dump FILE. Holds patient data, images included.",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>The options a command takes: its own, and those of every verb.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(static parent => parent.Options).Where(static option => option.Recursive))
        .Where(static option => !option.Hidden);

    /// <summary>The root. Not a <see cref="RootCommand"/>: that one is named after the executable, and users call the launcher.</summary>
    public static Command Create()
    {
        var root = new Command("dicomactors", """
            DICOM from the command line, over supervised actors.

            Exit codes: 0 done, 1 the peer answered a failure, 2 usage or bad input, 3 cannot connect, rejected or lost,
            4 timed out, 5 interrupted.
            """)
        {
            new EchoVerb(),
            new StoreVerb(),
            new OutboxVerb(),
            new FindVerb(),
            new MoveVerb(),
            new GetVerb(),
            new ListenVerb(),
            new ArchiveVerb(),
            new ServeVerb(),
            new DemoVerb(),
            new StatusVerb(),
            new PeersVerb(),
            new ConnectionsVerb(),
            new DrainVerb(),
            new ReloadVerb(),
            new CaptureVerb(),
            new DumpVerb(),
            new CompletionVerb(),
            Dump,
            Capture,
        };
        foreach (var option in LogArguments.All)
        {
            root.Add(option);
        }

        root.Add(new VersionOption());
        var help = new HelpOption { Recursive = true };
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.Add(help);
        return root;
    }
}
