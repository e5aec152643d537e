using System.CommandLine;
using DicomActors.Node.CommandLine;
using DicomActors.Protocol.Diagnostics;

namespace DicomActors.Node.Verbs;

/// <summary><c>dump FILE</c>: shows what <c>--capture</c> recorded.</summary>
internal sealed class DumpVerb : VerbCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A file written with --capture." };
    private readonly Option<bool> _withoutDatasets = new("--no-datasets") { Description = "Leave out the data sets of queries and their answers, which are patient data." };

    /// <summary>The verb.</summary>
    public DumpVerb()
        : base(
            "dump",
            "Show what --capture recorded: every PDU and message as readable lines.",
            "./dicomactors dump traffic.dacap",
            "./dicomactors dump traffic.dacap --no-datasets")
    {
        Details = ["-> is what we sent, <- what the peer sent; times are UTC. Data sets of C-STORE are never shown, passcodes neither."];
        Add(_file);
        Add(_withoutDatasets);
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
            DumpWriter.Write(records, Console.Out, withDatasets: !arguments.GetValue(_withoutDatasets));
            return ExitCode.Done;
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new VerbException(ExitCode.BadInput, $"{path}: {problem.Message}", problem);
        }
    }
}
