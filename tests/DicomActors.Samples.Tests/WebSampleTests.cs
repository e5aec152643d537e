using System.Net;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Hosting;
using DicomActors.Connections;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using DicomActors.WebSample;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DicomActors.Samples.Tests;

/// <summary>The web application of docs/hosting.md, on a Kestrel and a DICOM port of its own.</summary>
public sealed class WebSampleTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dicomactors-websample-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Program.cs")]
    [InlineData("Inbox.cs")]
    public void Page_ComparedWithTheSample_ShowsIt(string file)
    {
        var sample = Sample(file);
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "hosting.md")).ReplaceLineEndings("\n");

        Assert.True(page.Contains(sample, StringComparison.Ordinal), $"docs/hosting.md should show the sample of {file}:\n{sample}");
    }

    [Fact]
    public async Task Echo_PostedToTheApplication_ReachesTheArchive()
    {
        await using var archive = await StartAsync();
        await using var app = await StartAsync($"--Archive:Host=127.0.0.1", $"--Archive:Port={await DicomPortAsync(archive)}");

        using var answer = await PostAsync(app, "/echo");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("0x0000 Success", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.StopAsync();
        await archive.StopAsync();
    }

    [Fact]
    public async Task Echo_ArchiveNotThere_IsABadGatewayWithTheReason()
    {
        await using var app = await StartAsync("--Archive:Host=127.0.0.1", "--Archive:Port=1");

        using var answer = await PostAsync(app, "/echo");

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Contains("127.0.0.1:1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.StopAsync();
    }

    [Fact]
    public async Task Health_Asked_IsHealthy()
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { Timeout = Patience };

        Assert.Equal("Healthy", await client.GetStringAsync(new Uri($"{app.Urls.First()}/health")));
        await app.StopAsync();
    }

    [Fact]
    public async Task InstanceStored_ByAPeer_IsAFileOfTheInbox()
    {
        await using var app = await StartAsync();
        var uid = Uid.Generate();
        var factory = await app.Services.GetRequiredService<IRequiredActor<ConnectionFactory>>().GetAsync();
        var opened = await factory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To("127.0.0.1", await DicomPortAsync(app))), Patience);
        await opened.Connection.Ask<AssociationOpened>(
            new OpenAssociation(new AssociationRequest("SCU", "SCP").WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian)), Patience);

        var stored = await opened.Connection.Ask<CStoreResult>(
            new Converse(new CStoreRequest(new MemoryContent(SopClasses.CtImageStorage, uid, TransferSyntax.ExplicitVRLittleEndian, new byte[2000]))), Patience);

        Assert.Equal(DimseStatus.Success, stored.Status);
        Assert.Equal($"{uid}.dcm", Assert.Single(_folder.GetFiles()).Name);
        await app.StopAsync();
    }

    private static async Task<int> DicomPortAsync(WebApplication app)
    {
        var listener = await app.Services.GetRequiredService<IRequiredActor<ListenerActor>>().GetAsync();
        return (await listener.Ask<ListenerStatus>(GetListenerStatus.Instance, Patience)).EndPoint!.Port;
    }

    private static async Task<HttpResponseMessage> PostAsync(WebApplication app, string path)
    {
        using var client = new HttpClient { Timeout = Patience };
        return await client.PostAsync(new Uri(app.Urls.First() + path), content: null);
    }

    private async Task<WebApplication> StartAsync(params string[] settings)
    {
        var app = Program.Build(["--urls=http://127.0.0.1:0", "--Dicom:Port=0", $"--Dicom:Folder={_folder.FullName}", "--Logging:LogLevel:Default=Warning", .. settings]);
        await app.StartAsync();
        return app;
    }

    private static string Sample(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "samples", "DicomActors.WebSample", file))
            .SkipWhile(line => line.Trim() != "// <sample>").Skip(1)
            .TakeWhile(line => line.Trim() != "// </sample>")
            .Where(line => !line.TrimStart().StartsWith("/// <inheritdoc", StringComparison.Ordinal)).ToList();
        var indent = lines[0].Length - lines[0].TrimStart().Length;
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : ""));
    }

    private static string Root([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "..");
}
