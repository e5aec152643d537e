using System.CommandLine;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Diagnostics;
using DicomActors.Node.Output;
using DicomActors.Protocol.Diagnostics;

namespace DicomActors.Node.Verbs;

/// <summary><c>dump FILE</c>: shows what <c>--capture</c> or <c>capture</c> recorded.</summary>
internal sealed class DumpVerb : VerbCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A file written by --capture or capture." };
    private readonly Option<bool> _withoutDatasets = new("--no-datasets") { Description = "Leave out the data sets of queries and their answers, which are patient data." };
    private readonly Option<bool> _json = JsonOutput.LinesOption();

    /// <summary>The verb.</summary>
    public DumpVerb()
        : base(
            "dump",
            "Show what --capture or capture recorded: every PDU and message as readable lines.",
            "./dicomactors dump traffic.dacap",
            "./dicomactors dump traffic.dacap --no-datasets",
            "./dicomactors dump traffic.dacap --json")
    {
        Details = ["-> is what we sent, <- what the peer sent; times are UTC. Data sets of C-STORE are never shown, passcodes neither."];
        Add(_file);
        Add(_withoutDatasets);
        Add(_json);
    }

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var path = arguments.GetRequiredValue(_file);
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var records = CaptureReader.Read(stream).Select(record =>
            {
                interrupted.ThrowIfCancellationRequested();
                return record;
            });
            var withDatasets = !arguments.GetValue(_withoutDatasets);
            if (arguments.GetValue(_json))
            {
                JsonDump.Write(records, withDatasets);
            }
            else
            {
                DumpWriter.Write(records, Console.Out, withDatasets);
            }

            return ExitCode.Done;
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new VerbException(ExitCode.BadInput, $"{path}: {problem.Message}", problem);
        }
    }
}
