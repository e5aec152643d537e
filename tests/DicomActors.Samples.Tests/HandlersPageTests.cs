using System.Runtime.CompilerServices;
using Akka.Actor;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Samples.Tests;

/// <summary>docs/handlers.md: what the page shows is what is compiled and run here.</summary>
public sealed class HandlersPageTests(ITestOutputHelper output) : SampleSpec(output)
{
    [Fact]
    public void Page_ComparedWithTheSample_ShowsIt()
    {
        var sample = Sample("ReportInbox.cs");
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "handlers.md")).ReplaceLineEndings("\n");

        Assert.True(page.Contains(sample, StringComparison.Ordinal), $"docs/handlers.md should show the sample of ReportInbox.cs:\n{sample}");
    }

    [Fact]
    public async Task ReportInbox_IsSentAReport_KeepsItAndTells()
    {
        var association = new AssociationRequest("SCU", "INBOX").WithContext(SopClasses.BasicTextSrStorage, TransferSyntax.ExplicitVRLittleEndian);
        var connection = await ServeAsync(Props.Create(() => new ReportInbox(Folder, TestActor)), association);
        var report = new Uid("1.2.3.4");

        var stored = await AskAsync<CStoreResult>(connection, Store(report));
        var refused = await AskAsync<CStoreResult>(connection, Store(new Uid("../../escape")));

        Assert.Equal((DimseStatus.Success, DimseStatus.InvalidSopInstance), (stored.Status, refused.Status));
        Assert.Equal(new ReportInbox.Arrived("SCU", report), await ExpectMsgAsync<ReportInbox.Arrived>(Patience));
        Assert.Equal(["1.2.3.4.dcm"], Directory.EnumerateFiles(Folder).Select(Path.GetFileName));
    }

    private static CStoreRequest Store(Uid instance) =>
        new(new MemoryContent(SopClasses.BasicTextSrStorage, instance, TransferSyntax.ExplicitVRLittleEndian, new byte[100]));

    private static string Sample(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "samples", "DicomActors.Samples", file))
            .SkipWhile(line => line.Trim() != "// <sample>").Skip(1)
            .TakeWhile(line => line.Trim() != "// </sample>");
        return string.Join('\n', lines.Where(line => !line.TrimStart().StartsWith("/// <inheritdoc", StringComparison.Ordinal)));
    }

    private static string Root([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "..");
}
