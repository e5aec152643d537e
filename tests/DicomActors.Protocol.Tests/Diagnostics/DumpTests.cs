using System.Text.RegularExpressions;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.StateMachine;
using DicomActors.Protocol.Tests.Codec;
using DicomActors.Protocol.Tests.Engine;

namespace DicomActors.Protocol.Tests.Diagnostics;

public sealed partial class DumpTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(1));

    public static TheoryData<string> Connections =>
        [.. Captures.All.Select(static capture => capture.Name.Split('.')[0]).Distinct()];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LiveConnection_IsDumped_NamesPdusAndMessages_ValuesOnlyIfAskedFor(bool withDatasets)
    {
        var text = new StringWriter();
        var options = new DicomServiceOptions { Inspector = new DumpWriter(text, withDatasets) };
        var (service, _, peer, end) = await Engines.RequestorAsync(options);
        var listener = new RecordingListener();
        service.Send(Engines.Find, listener);
        var find = await peer.ExpectMessageAsync(DimseCommand.CFindRequest);
        await peer.RespondAsync(find, DimseStatus.Pending, Engines.Keys.Bytes);
        await peer.RespondAsync(find, DimseStatus.Success);
        await listener.ResponseAsync();
        service.Abort();
        await peer.DisposeAsync();
        await end.Patiently();

        var dump = text.ToString();
        Assert.Matches(@"#1 -> A-ASSOCIATE-RQ, \d+ bytes: ", dump);
        Assert.Matches(@"#1 <- A-ASSOCIATE-AC, \d+ bytes", dump);
        Assert.Matches(@"#1 -> P-DATA-TF, PDV of \d+ bytes, context \d+, command, last", dump);
        Assert.Matches(@"#1 -> P-DATA-TF, PDV of \d+ bytes, context \d+, data set, last", dump);
        Assert.Matches(@"#1 -> C-FIND-RQ message 1, context \d+ \(Study Root", dump);
        Assert.Matches(@"\(0000,0100\) US +2 CommandField: 32", dump);
        Assert.Matches(@"#1 <- C-FIND-RSP to message 1, context \d+ .*, status 0xFF00", dump);
        Assert.Matches(@"#1 -> A-ABORT, 10 bytes: ServiceUser", dump);
        Assert.Equal(withDatasets, dump.Contains("QueryRetrieveLevel: STUDY", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Connections))]
    public void Capture_OfARealPeer_IsReadToItsEndInPiecesOfAnySize(string name)
    {
        var requestor = Captures.Find($"{name}.requestor.bin").Bytes;
        var acceptor = Captures.Find($"{name}.acceptor.bin").Bytes;

        var whole = Dump([Record(TrafficDirection.Sent, requestor), Record(TrafficDirection.Received, acceptor)]);
        var bytewise = Dump([
            .. requestor.Select(static value => Record(TrafficDirection.Sent, [value])),
            .. acceptor.Select(static value => Record(TrafficDirection.Received, [value]))]);

        Assert.Equal(whole, bytewise);
        Assert.DoesNotContain("not a PDU", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("not a command set", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown command", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("      ! ", whole, StringComparison.Ordinal);
        Assert.Equal(requestor.Length + acceptor.Length, LengthsOf(whole));
    }

    [Fact]
    public void Store_IsDumped_NeverShowsTheImagesData()
    {
        var dump = Dump([.. Both("dcmtk/store")]);

        Assert.Matches(@"#1 -> C-STORE-RQ message 1, context 1 \(Secondary Capture Image Storage\)", dump);
        Assert.DoesNotContain("Capture^One", dump, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_IsDumped_ShowsItsAnswers() => Assert.Contains("Capture^One", Dump([.. Both("dcmtk/worklist-find")]), StringComparison.Ordinal);

    [Fact]
    public void Passcode_IsSent_IsNotShown()
    {
        var dump = Dump([.. Both("dcmtk/identity-passcode")]);

        Assert.Contains("user identity: UsernameAndPasscode, 7 and 8 bytes", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("passcode", dump, StringComparison.Ordinal);
    }

    [Fact]
    public void Peer_SendsNoDicom_IsSaidOnceAndTheOtherDirectionGoesOn()
    {
        var dump = Dump([
            Record(TrafficDirection.Received, "HTTP/1.1 400 Bad Request\r\n"u8.ToArray()),
            Record(TrafficDirection.Received, "Content-Length: 0\r\n"u8.ToArray()),
            Record(TrafficDirection.Sent, Bytes.FromHex(Bytes.Abort))]);

        Assert.Equal(2, dump.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("#1 <- not a PDU: not DICOM: the peer sent an HTTP response", dump, StringComparison.Ordinal);
        Assert.Contains("#1 -> A-ABORT", dump, StringComparison.Ordinal);
    }

    /// <summary>The dump runs in the engine's loops: whatever a peer sends, it must not throw there.</summary>
    [Theory]
    [InlineData("dcmtk/worklist-find")]
    [InlineData("dcmtk/identity-username-response-wanted")]
    [InlineData("orthanc/storage-commitment-action")]
    public void AnyByteOfAPeer_IsDamaged_IsDumpedAllTheSame(string name)
    {
        byte[][] directions = [[.. Captures.Find($"{name}.requestor.bin").Bytes], [.. Captures.Find($"{name}.acceptor.bin").Bytes]];
        foreach (var damaged in directions)
        {
            for (var index = 0; index < damaged.Length; index++)
            {
                var good = damaged[index];
                foreach (var bad in (byte[])[0, 0xFF, (byte)(good ^ 1)])
                {
                    damaged[index] = bad;
                    Assert.NotEmpty(Dump([Record(TrafficDirection.Sent, directions[0]), Record(TrafficDirection.Received, directions[1])]));
                }

                damaged[index] = good;
            }
        }
    }

    [Fact]
    public void TextOfThePeer_HoldsControlCharacters_CannotControlTheTerminal()
    {
        var request = Bytes.Associate(1, "CALLED", "A\u001b[31m", Bytes.FromHex(Bytes.ApplicationContext), Bytes.FromHex(Bytes.Proposal));

        var dump = Dump([Record(TrafficDirection.Received, request)]);

        Assert.Contains("A.[31m calls CALLED", dump, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', dump);
    }

    [Fact]
    public void Lines_BeginWithTimeInUtcConnectionAndDirection()
    {
        var dump = Dump([
            Record(TrafficDirection.Sent, Bytes.FromHex(Bytes.ReleaseRequest)),
            new CaptureRecord(7, TrafficDirection.Received, Time, Bytes.FromHex(Bytes.ReleaseResponse))]);

        Assert.Equal("02:04:05.678000Z #1 -> A-RELEASE-RQ, 10 bytes\n02:04:05.678000Z #7 <- A-RELEASE-RP, 10 bytes\n", dump);
    }

    [Fact]
    public void TwoConnections_AreDumped_HaveNumbersOfTheirOwn()
    {
        var text = new StringWriter();
        var dump = new DumpWriter(text);
        var first = dump.ForConnection(AssociationRole.Acceptor);
        var second = dump.ForConnection(AssociationRole.Acceptor);

        second.OnBytes(TrafficDirection.Received, Time, Bytes.FromHex(Bytes.ReleaseRequest).AsSpan(0, 5));
        first.OnBytes(TrafficDirection.Received, Time, Bytes.FromHex(Bytes.Abort));
        second.OnBytes(TrafficDirection.Received, Time, Bytes.FromHex(Bytes.ReleaseRequest).AsSpan(5));

        var lines = text.ToString().Split('\n');
        Assert.Contains("#1 <- A-ABORT", lines[0], StringComparison.Ordinal);
        Assert.Contains("#2 <- A-RELEASE-RQ", lines[1], StringComparison.Ordinal);
    }

    private static string Dump(IEnumerable<CaptureRecord> records)
    {
        var text = new StringWriter { NewLine = "\n" };
        DumpWriter.Write(records, text, withDatasets: true);
        return text.ToString();
    }

    private static IEnumerable<CaptureRecord> Both(string name) =>
    [
        Record(TrafficDirection.Sent, Captures.Find($"{name}.requestor.bin").Bytes),
        Record(TrafficDirection.Received, Captures.Find($"{name}.acceptor.bin").Bytes),
    ];

    private static CaptureRecord Record(TrafficDirection direction, byte[] bytes) => new(1, direction, Time, bytes);

    /// <summary>The bytes the lines account for: a PDU with its header, a PDV with its header and, if it is the first, its PDU's.</summary>
    private static long LengthsOf(string dump) =>
        AnyPdu().Matches(dump).Sum(static match => long.Parse(match.Groups[1].ValueSpan))
        + FirstPdv().Matches(dump).Sum(static match => long.Parse(match.Groups[1].ValueSpan) + 12)
        + FurtherPdv().Matches(dump).Sum(static match => long.Parse(match.Groups[1].ValueSpan) + 6);

    [GeneratedRegex(@"#1 .. A-[A-Z-]+, (\d+) bytes")]
    private static partial Regex AnyPdu();

    [GeneratedRegex(@"P-DATA-TF, PDV of (\d+) bytes")]
    private static partial Regex FirstPdv();

    [GeneratedRegex(@"P-DATA-TF \(same PDU\), PDV of (\d+) bytes")]
    private static partial Regex FurtherPdv();
}
