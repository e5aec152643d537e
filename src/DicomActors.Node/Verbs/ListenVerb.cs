using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Listening;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Node.Verbs;

/// <summary><c>listen PORT --out DIR</c>: receive files.</summary>
internal sealed class ListenVerb : VerbCommand
{
    private readonly Argument<int> _port = new("PORT") { Description = "Port to listen on; 0 picks a free one and says which." };
    private readonly Option<string> _out = new("--out") { Description = "Folder for what is received; made if it is not there.", HelpName = "DIR", Required = true };
    private readonly Option<string?> _called = Values.AETitle("--called", "Our AE title: associations for another one are rejected. Default: every title is ours.", standard: null)!;
    private readonly Option<string?> _calling = Values.AETitle("--calling", "The only AE title that may call. Default: everybody.", standard: null)!;
    private readonly StorageArguments _storage;
    private readonly Option<bool> _local = new("--local") { Description = "Listen on the loopback address only." };

    /// <summary>The verb.</summary>
    public ListenVerb()
        : base(
            "listen",
            "Receive DICOM files (C-STORE) into a folder, and answer C-ECHO, until Ctrl-C.",
            "./dicomactors listen 11112 --out received",
            "./dicomactors listen 11112 --out received --called ARCHIVE --calling MODALITY1",
            "./dicomactors listen 0 --out received --local",
            "./dicomactors listen 11112 --out received --layout {PatientID}/{StudyDate}/{Modality}/{SOPInstanceUID}.dcm --duplicates keep",
            "./dicomactors listen 11112 --out received --capture traffic.dacap")
    {
        Details =
        [
            "A sender is told Success when its instance is on the disk under its name: neither Ctrl-C nor a power failure takes it away.",
            "Ctrl-C and SIGTERM end it in good order: what is under way is finished, and the exit code is 0.",
        ];
        Values.RequirePort(_port, smallest: 0);
        Add(_port);
        Add(_out);
        Add(_called);
        Add(_calling);
        Add(_local);
        _storage = new StorageArguments(this);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var folder = Path.GetFullPath(arguments.GetRequiredValue(_out));
        var address = arguments.GetValue(_local) ? IPAddress.Loopback : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        var acceptor = new AcceptorSettings { AETitles = Titles(arguments, _called), CallingAETitles = Titles(arguments, _calling) };

        await using var node = NodeSystem.Start(arguments);
        node.System.ActorOf(Props.Create(() => new EventPrinter(IsWorthALine)), "events");
        var listener = await NodeListener.StartAsync(node, new IPEndPoint(address, arguments.GetRequiredValue(_port)), _storage.Read(arguments, folder), acceptor);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"listening on port {listener.EndPoint.Port}, files go to {folder}. Ctrl-C ends it."));

        await UntilAsync(interrupted);
        await listener.StopAsync();
        return ExitCode.Done;
    }

    private static ItemList<string> Titles(ParseResult arguments, Option<string?> option) =>
        arguments.GetValue(option) is { } title ? [title] : [];

    private static bool IsWorthALine(IAdvancedDicomClientConnectionEvent happened) =>
        happened is AssociationRequestedEvent or DicomAssociationRejectedEvent or RequestReceivedEvent or DicomAbortedEvent or ConnectionClosedEvent;

    private static async Task UntilAsync(CancellationToken interrupted)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = interrupted.Register(over.SetResult);
        await over.Task;
    }
}
