using System.Xml.Linq;

namespace DicomActors.Launcher;

/// <summary>The result file of one test run.</summary>
internal sealed record TrxFile(int Passed, IReadOnlyList<TestMessage> Failures, IReadOnlyList<TestMessage> Skips)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads it; nothing when the run did not get as far as writing it.</summary>
    public static TrxFile? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var passed = 0;
        var failures = new List<TestMessage>();
        var skips = new List<TestMessage>();
        foreach (var result in XElement.Load(path).Elements(Trx + "Results").Elements(Trx + "UnitTestResult"))
        {
            switch ((string?)result.Attribute("outcome"))
            {
                case "Passed":
                    passed++;
                    break;
                case "NotExecuted":
                    skips.Add(Message(result));
                    break;
                default:
                    failures.Add(Message(result));
                    break;
            }
        }

        return new TrxFile(passed, failures, skips);
    }

    private static TestMessage Message(XElement result)
    {
        var output = result.Element(Trx + "Output");
        var error = output?.Element(Trx + "ErrorInfo");
        string?[] parts = [(string?)error?.Element(Trx + "Message"), OwnFrames((string?)error?.Element(Trx + "StackTrace")), (string?)output?.Element(Trx + "StdOut")];
        return new TestMessage(
            (string?)result.Attribute("testName") ?? "(unnamed)",
            string.Join('\n', parts.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.TrimEnd())));
    }

    /// <summary>Without the frames of reflection through which every test is called.</summary>
    private static string? OwnFrames(string? stackTrace) =>
        stackTrace is null ? null : string.Join('\n', stackTrace.Split('\n').Where(line => !line.Contains("at System.Reflection.", StringComparison.Ordinal) && !line.Contains("at InvokeStub_", StringComparison.Ordinal)));
}
