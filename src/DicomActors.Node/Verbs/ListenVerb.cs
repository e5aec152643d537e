using System.CommandLine;
using System.Globalization;
using Akka.Actor;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Listening;
using DicomActors.Node.Output;

namespace DicomActors.Node.Verbs;

/// <summary><c>listen PORT --out DIR</c>: receive files.</summary>
internal sealed class ListenVerb : VerbCommand
{
    private readonly ListenArguments _listen;
    private readonly Option<string> _out = new("--out") { Description = "Folder for what is received; made if it is not there.", HelpName = "DIR", Required = true };
    private readonly StorageArguments _storage;
    private readonly Option<bool> _json = JsonOutput.LinesOption();

    /// <summary>The verb.</summary>
    public ListenVerb()
        : base(
            "listen",
            "Receive DICOM files (C-STORE) into a folder, and answer C-ECHO, until Ctrl-C.",
            "./dicomactors listen 11112 --out received",
            "./dicomactors listen 11112 --out received --called ARCHIVE --calling MODALITY1",
            "./dicomactors listen 0 --out received --local",
            "./dicomactors listen 11112 --out received --layout {PatientID}/{StudyDate}/{Modality}/{SOPInstanceUID}.dcm --duplicates keep",
            "./dicomactors listen 11112 --out received --capture traffic.dacap",
            "./dicomactors listen 11112 --out received --json")
    {
        Details =
        [
            "A sender is told Success when its instance is on the disk under its name: neither Ctrl-C nor a power failure takes it away.",
            "Ctrl-C and SIGTERM end it in good order: what is under way is finished, and the exit code is 0.",
            "To query what was received and fetch it again: ./dicomactors archive.",
        ];
        _listen = new ListenArguments(this);
        Add(_out);
        _storage = new StorageArguments(this, StorageArguments.Simple("."));
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var options = _storage.Read(arguments, Path.GetFullPath(arguments.GetRequiredValue(_out)));
        await using var node = NodeSystem.Start(arguments);
        var asJson = arguments.GetValue(_json);
        node.System.ActorOf(Props.Create(() => new EventPrinter(EventPrinter.IsOfServer, asJson)), "events");
        var listener = await NodeListener.StartAsync(node, _listen.ReadEndPoint(arguments), options, _listen.ReadAcceptor(arguments));
        if (asJson)
        {
            JsonOutput.WriteLine(json =>
            {
                json.WriteStartObject();
                json.WriteString("event", "listening");
                json.WriteNumber("port", listener.EndPoint.Port);
                json.WriteString("folder", options.Folder);
                json.WriteEndObject();
            });
        }
        else
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"listening on port {listener.EndPoint.Port}, files go to {options.Folder}. Ctrl-C ends it."));
        }

        await listener.RunAsync(interrupted);
        return ExitCode.Done;
    }
}
