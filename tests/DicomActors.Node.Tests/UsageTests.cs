using DicomActors.Processes;

namespace DicomActors.Node.Tests;

/// <summary>The command line: what is wrong is said in one line that names it, with exit code 2 and nothing tried.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("frobnicate", "'frobnicate' is not a verb")]
    [InlineData("--frobnicate", "--frobnicate is not an option")]
    [InlineData("echo", "echo needs HOST PORT")]
    [InlineData("echo localhost", "echo needs PORT")]
    [InlineData("echo localhost 104 105", "'105' is one argument too many")]
    [InlineData("echo localhost port", "'port' is not a port")]
    [InlineData("echo localhost 0", "'0' is not a port")]
    [InlineData("echo localhost 65536", "'65536' is not a port")]
    [InlineData("echo localhost 104 --tiemout 3", "--tiemout is not an option of echo")]
    [InlineData("echo localhost 104 --timeout soon", "--timeout 'soon'")]
    [InlineData("echo localhost 104 --timeout -1", "--timeout '-1'")]
    [InlineData("echo localhost 104 --calling SEVENTEEN-LETTERS", "--calling 'SEVENTEEN-LETTERS'")]
    [InlineData("echo localhost 104 --called BACK\\SLASH", "--called 'BACK\\SLASH'")]
    [InlineData("echo localhost 104 --max-pdu 5", "--max-pdu 5")]
    [InlineData("store localhost 104", "store needs PATH")]
    [InlineData("store localhost 104 /no/such/file", "/no/such/file: there is no such file")]
    [InlineData("store localhost 104 . --associations 0", "--associations '0'")]
    [InlineData("store localhost 104 . --retries often", "--retries 'often'")]
    [InlineData("find localhost 104 PatientNam=DOE", "Did you mean PatientName")]
    [InlineData("find localhost 104 =DOE", "An attribute is missing")]
    [InlineData("find localhost 104 Rows=many", "'many'")]
    [InlineData("find localhost 104 PatientName.Modality=CT", "'PatientName' is not a sequence")]
    [InlineData("find localhost 104 --model everything", "'everything'")]
    [InlineData("find localhost 104 --level patient", "--level patient")]
    [InlineData("find localhost 104 --model worklist --level study", "leave --level away")]
    [InlineData("find localhost 104 --limit 0", "--limit 0")]
    [InlineData("move localhost 104 --to THERE", "move needs KEY")]
    [InlineData("move localhost 104 StudyInstanceUID=1.2.3", "--to")]
    [InlineData("move localhost 104 --to THERE PatientName=DOE", "StudyInstanceUID=")]
    [InlineData("move localhost 104 --to THERE --level series StudyInstanceUID=1.2.3", "SeriesInstanceUID=")]
    [InlineData("move localhost 104 --to THERE StudyInstanceUID=", "StudyInstanceUID=")]
    [InlineData("get localhost 104 StudyInstanceUID=1.2.3", "--out")]
    [InlineData("get localhost 104 --out x PatientID=42", "--model patient")]
    [InlineData("dump", "dump needs FILE")]
    [InlineData("listen 0", "--out")]
    [InlineData("listen 70000 --out x", "'70000' is not a port")]
    [InlineData("listen 0 --out x --layout ../{SOPInstanceUID}", "lead out")]
    [InlineData("listen 0 --out x --layout {PatientIDs}", "Did you mean PatientID?")]
    [InlineData("listen 0 --out x --duplicates never", "'never'")]
    [InlineData("listen 0 --out x --min-free much", "--min-free 'much'")]
    public async Task CommandLine_HasAFault_IsToldInOneLine(string arguments, string expected)
    {
        var run = (await NodeProgram.RunAsync(arguments.Split(' '))).ExpectExit(ExitCode.BadInput);

        Assert.Contains(expected, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(run.OutputLines);
    }

    [Fact]
    public async Task NoArguments_GiveHelp()
    {
        var run = (await NodeProgram.RunAsync()).ExpectExit(ExitCode.Done);

        Assert.Contains("echo <HOST> <PORT>", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("store")]
    [InlineData("find")]
    [InlineData("move")]
    [InlineData("get")]
    [InlineData("listen")]
    [InlineData("demo")]
    [InlineData("dump")]
    public async Task HelpOfAVerb_ShowsExamplesOfThatVerb(string verb)
    {
        var run = (await NodeProgram.RunAsync(verb, "--help")).ExpectExit(ExitCode.Done);

        Assert.Contains($"Examples:\n  ./dicomactors {verb}", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.ErrorLines);
    }

    [Fact]
    public async Task Version_IsOneLine() => Assert.Single((await NodeProgram.RunAsync("--version")).ExpectExit(ExitCode.Done).OutputLines);
}
