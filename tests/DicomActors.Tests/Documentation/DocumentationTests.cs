using System.Runtime.CompilerServices;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Handlers;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using Xunit.Abstractions;

namespace DicomActors.Tests.Documentation;

/// <summary>The samples of docs/connections.md: what the page shows is what is compiled and run here.</summary>
public sealed class DocumentationTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    private static readonly string[] Studies = ["1.2.3", "1.2.4"];

    [Theory]
    [InlineData("EchoWatch.cs")]
    [InlineData("EchoWatchSpec.cs")]
    [InlineData("StudyFinder.cs")]
    [InlineData("StudyList.cs")]
    [InlineData("ArchiveSender.cs")]
    public void Page_ComparedWithTheSample_ShowsIt(string file)
    {
        var sample = Sample(file);
        var page = File.ReadAllText(Path.Combine(Folder(), "..", "..", "..", "docs", "connections.md")).ReplaceLineEndings("\n");

        Assert.True(page.Contains(sample, StringComparison.Ordinal), $"docs/connections.md should show the sample of {file}:\n{sample}");
    }

    [Fact]
    public async Task StudyFinder_AsksStudyList_GetsItsStudies()
    {
        Sys.ActorOf(Props.Create(() => new StudyList(Studies)));
        await AwaitConditionAsync(() => Task.FromResult(Dicom.Handlers.Knows(DimseCommand.CFindRequest)), Patience);
        var (_, endPoint) = await ListenAsync();

        var studies = await StudyFinder.FindStudiesAsync(Sys, "127.0.0.1", endPoint.Port, "DOE*", CancellationToken.None);

        Assert.Equal(Studies, studies);
    }

    [Fact]
    public async Task ArchiveSender_GivenAnInstance_TellsThatTheArchiveHasIt()
    {
        Dicom.Handlers.Register(DimseCommand.CStoreRequest, new DiscardingHandler());
        var (_, endPoint) = await ListenAsync();
        var sender = Sys.ActorOf(Props.Create(() => new ArchiveSender("127.0.0.1", endPoint.Port, TestActor)));

        sender.Tell(new MemoryContent(SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, new byte[2000]));

        Assert.True((await ExpectMsgAsync<TicketEnded>(Patience)).IsSuccess);
    }

    [Fact]
    public async Task NobodyListens_EchoWatch_TellsThatThePeerIsNotReachable()
    {
        Sys.ActorOf(Props.Create(() => new EchoWatch("127.0.0.1", 1, TestActor)));

        Assert.False((await ExpectMsgAsync<EchoWatch.Reachable>(Patience)).IsReachable);
    }

    private sealed class DiscardingHandler : DicomRequestHandler
    {
        public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
            new(new DiscardingContentSink());

        public override void Handle(InboundExchange exchange) => exchange.Respond(DimseStatus.Success);
    }

    private static string Sample(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder(), file))
            .SkipWhile(line => line.Trim() != "// <sample>").Skip(1)
            .TakeWhile(line => line.Trim() != "// </sample>").ToList();
        var indent = lines[0].Length - lines[0].TrimStart().Length;
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : ""));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
