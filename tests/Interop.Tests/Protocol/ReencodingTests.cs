using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using DicomActors.Clients;
using DicomActors.Interop.Tests.Clients;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>Uncompressed data sets re-encoded between explicit and implicit VR, as DCMTK does it.</summary>
public sealed class ReencodingTests(TestImages images) : IClassFixture<TestImages>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Explicit = ["explicit-little", "report", "large"];
    private static readonly string[] Uncompressed = [.. Explicit, "implicit-little", "undefined-length"];

    [PeerFact("dcmconv", "dump2dcm")]
    public async Task EveryUncompressedFile_Reencoded_IsWhatDcmconvMakesOfIt()
    {
        using var folder = new TemporaryFolder();
        var compared = 0;
        foreach (var path in Uncompressed.Select(images.PathOf).Concat(TestImages.Samples()))
        {
            var (content, _) = await FileContent.TryOpenPart10Async(path);
            if (content is null || ReencodedContent.FindTarget(content.TransferSyntax) is not { } target)
            {
                continue;
            }

            var theirs = folder.File("theirs.dcm");
            (await RunningProgram.RunAsync(PeerTools.Require("dcmconv"), target.IsExplicitVR ? "+te" : "+ti", path, theirs)).ExpectExit(0);
            Assert.Equal(
                await TokensAsync(await FileContent.OpenPart10Async(theirs)),
                await TokensAsync(new ReencodedContent(content)));
            compared++;
        }

        Assert.InRange(compared, 5, int.MaxValue);
    }

    [PeerFact("storescp", "dcmdump", "dump2dcm", "dcmconv")]
    public async Task StorescpTakesImplicitOnly_ExplicitFilesFromTheClient_ArriveWithTheSameContent()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StorageServer.StartAsync("--implicit");
        using var system = ActorSystem.Create("reencoding", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        var peer = new DicomPeer("storescp", new TcpConnector("127.0.0.1", server.Port), "CLIENT", "STORESCP") { MaximumAssociations = 1 };
        var client = (await DicomActors.Dicom.Get(system).Peers.Ask<PeerConfigured>(new ConfigurePeer(peer), Patience)).Client;
        var outcomes = Channel.CreateUnbounded<TicketEnded>();
        system.ActorOf(Props.Create(() => new OutcomeCollector(outcomes.Writer)));
        var sent = Explicit.Select(images.PathOf).ToArray();

        foreach (var path in sent)
        {
            await client.Ask<Enqueued>(new Enqueue(new CStoreRequest(await FileContent.OpenPart10Async(path))), Patience);
            using var patience = new CancellationTokenSource(Patience);
            var ended = await outcomes.Reader.ReadAsync(patience.Token);
            Assert.True(ended.IsSuccess, $"{path}: {ended.Message}");
        }

        await system.Terminate();
        Assert.Equal(sent.Length, server.Files.Count);
        foreach (var path in sent)
        {
            var uid = (await FileContent.OpenPart10Async(path)).SopInstanceUid.Value;
            var received = Assert.Single(server.Files, file => file.EndsWith(uid, StringComparison.Ordinal));
            Assert.Equal(TransferSyntax.ImplicitVRLittleEndian, (await FileContent.OpenPart10Async(received)).TransferSyntax);

            // Not with the file itself: its private element has lost its VR.
            var theirs = folder.File("theirs.dcm");
            (await RunningProgram.RunAsync(PeerTools.Require("dcmconv"), "+ti", path, theirs)).ExpectExit(0);
            await DicomFile.AssertSameContentAsync(theirs, received);
        }
    }

    /// <summary>
    /// A line for each token but group lengths. VRs of private elements are left out: DCMTK knows some of other makers.
    /// </summary>
    private static async Task<IReadOnlyList<string>> TokensAsync(DicomContent content)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[10000];
        await using (var source = await content.OpenAsync(default))
        {
            while (await source.ReadAsync(buffer, default) is > 0 and var count)
            {
                bytes.Write(buffer, 0, count);
            }
        }

        return Tokens(new EncodedDataset(bytes.ToArray(), content.TransferSyntax));
    }

    private static List<string> Tokens(EncodedDataset dataset)
    {
        var lines = new List<string>();
        var reader = dataset.GetReader();
        while (reader.Read())
        {
            if (!reader.Tag.IsGroupLength)
            {
                var value = reader.TokenType == DatasetTokenType.Element ? Convert.ToHexString(reader.Value) : "";
                lines.Add($"{reader.Depth} {reader.TokenType} {reader.Tag} {(reader.Tag.IsPrivate ? "" : reader.VR.Letters())} {value}");
            }
        }

        Assert.Null(reader.Error);
        return lines;
    }
}
