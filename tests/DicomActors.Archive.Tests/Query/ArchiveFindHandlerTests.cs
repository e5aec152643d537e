using System.Net;
using Akka.Actor;
using DicomActors.Archive.Index;
using DicomActors.Archive.Query;
using DicomActors.Archive.Tests.Index;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Archive.Tests.Query;

/// <summary>C-FIND over a connection: what the peer is answered.</summary>
public sealed class ArchiveFindHandlerTests(ITestOutputHelper output)
    : Akka.TestKit.Xunit2.TestKit("akka.loglevel = WARNING", output: output), IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IndexFolder _folder = IndexFolder.Create();
    private ArchiveIndex _index = null!;

    public async Task InitializeAsync() => _index = await _folder.OpenAsync();

    public async Task DisposeAsync()
    {
        await Sys.Terminate().WaitAsync(Patience);
        await _folder.DisposeAsync();
    }

    [Fact]
    public async Task Query_WithSupportedKeys_IsAnsweredPendingAndSuccess()
    {
        await _index.AddAsync([Sample.Instance("1.1", "1.1.1", "1.1.1.1", "PatientName=DOE^JOHN"), Sample.Instance("1.2", "1.2.1", "1.2.1.1")]);

        var (pending, final) = await FindAsync(await AssociateAsync(), Sample.Identifier("STUDY", "PatientName=doe*", "StudyInstanceUID"));

        var match = Assert.Single(pending);
        Assert.Equal((DimseStatus.Pending, DimseStatus.Success), (match.Status, final.Status));
        Assert.Equal("1.1", match.Identifier!.GetString(DicomTag.StudyInstanceUid));
        Assert.Equal("STUDY", match.Identifier.GetString(DicomTag.QueryRetrieveLevel));
        Assert.Equal("SCP", match.Identifier.GetString(DicomTag.RetrieveAETitle));
        Assert.False(match.Identifier.Contains(DicomTag.SpecificCharacterSet), "Plain ASCII should state no character set.");
    }

    [Fact]
    public async Task Query_WithUnsupportedKeys_IsAnsweredWithFF01AndThoseEmpty()
    {
        await _index.AddAsync([Sample.Instance("1.1", "1.1.1", "1.1.1.1")]);

        var (pending, _) = await FindAsync(await AssociateAsync(), Sample.Identifier("STUDY", "Modality=XX", "ReferencedStudySequence", "StudyInstanceUID"));

        var match = Assert.Single(pending);
        Assert.Equal(DimseStatus.PendingWithUnsupportedKeys, match.Status);
        Assert.Equal("", match.Identifier!.GetString(DicomTag.Modality));
        Assert.True(match.Identifier.Contains(DicomTag.ReferencedStudySequence), "A sequence that is not supported should come back empty.");
        Assert.Null(match.Identifier.Validate());
    }

    [Fact]
    public async Task Query_ThatBreaksTheHierarchy_IsRefusedWithTheOffendingElement()
    {
        var (pending, final) = await FindAsync(await AssociateAsync(), Sample.Identifier("SERIES", "Modality=CT"));

        Assert.Empty(pending);
        Assert.Equal(DimseStatus.DatasetDoesNotMatchSopClass, final.Status);
        Assert.Equal([DicomTag.StudyInstanceUid], final.OffendingElements);
    }

    [Theory]
    [InlineData("", "ISO_IR 192")]
    [InlineData("ISO_IR 100", "ISO_IR 100")]
    [InlineData("ISO_IR 144", "ISO_IR 192")]
    public async Task Match_WithUmlauts_ComesInTheSetOfTheQueryOrInUtf8(string asked, string expected)
    {
        await _index.AddAsync([Sample.Instance("1.1", "1.1.1", "1.1.1.1", "SpecificCharacterSet=ISO_IR 100", "PatientName=Müller^Änne")]);
        var connection = await AssociateAsync();

        var (pending, _) = await FindAsync(connection, Sample.Identifier("STUDY", $"SpecificCharacterSet={asked}", "PatientName"));

        var match = Assert.Single(pending).Identifier!;
        Assert.Equal(expected, match.GetString(DicomTag.SpecificCharacterSet));
        Assert.Equal("Müller^Änne", match.GetString(DicomTag.PatientName));
    }

    [Fact]
    public async Task ManyMatches_CancelledOnTheWay_StopWithCancel()
    {
        await _index.AddAsync([.. Enumerable.Range(0, 5000).Select(i => Sample.Instance($"1.{i}", $"1.{i}.1", $"1.{i}.1.1"))]);
        var connection = await AssociateAsync();
        var command = new SendRequest(new CFindRequest(SopClasses.StudyRootFind, Sample.Identifier("STUDY", "StudyInstanceUID")));
        connection.Tell(command, TestActor);
        await FishForMessageAsync<RequestPendingEvent>(_ => true, Patience);

        connection.Tell(new CancelRequest(command.RequestId));

        var cancelled = await FishForMessageAsync<RequestCancelledEvent>(_ => true, Patience);
        Assert.Equal(DimseStatus.Cancel, cancelled.Response!.Status);
    }

    [Fact]
    public async Task RelationalQuery_NegotiatedAndOffered_IsAnswered()
    {
        await _index.AddAsync([Sample.Instance("1.1", "1.1.1", "1.1.1.1", "PatientName=DOE"), Sample.Instance("1.2", "1.2.1", "1.2.1.1", "PatientName=ROE")]);
        var asked = new FindExtendedNegotiation(RelationalQueries: true, FuzzySemanticMatching: true).For(SopClasses.StudyRootFind);
        var connection = await AssociateAsync(new ArchiveQueryOptions { RelationalQueries = true }, asked);

        var (pending, _) = await FindAsync(connection, Sample.Identifier("IMAGE", "PatientName=DOE", "SOPInstanceUID"));

        Assert.Equal("1.1.1.1", Assert.Single(pending).Identifier!.GetString(DicomTag.SopInstanceUid));
    }

    [Fact]
    public async Task RelationalQuery_NegotiatedButNotOffered_IsRefused()
    {
        var asked = new FindExtendedNegotiation(RelationalQueries: true).For(SopClasses.StudyRootFind);

        var (_, final) = await FindAsync(await AssociateAsync(null, asked), Sample.Identifier("IMAGE", "PatientName=DOE"));

        Assert.Equal(DimseStatus.DatasetDoesNotMatchSopClass, final.Status);
    }

    [Theory]
    [InlineData(true, "1.2 1.3")]
    [InlineData(false, "1.2")]
    public async Task DateAndTimeRanges_CombinedWhereNegotiated_AreOneRange(bool isNegotiated, string expected)
    {
        await _index.AddAsync(
        [
            Sample.Instance("1.1", "1.1.1", "1.1.1.1", "StudyDate=20240101", "StudyTime=095959"),
            Sample.Instance("1.2", "1.2.1", "1.2.1.1", "StudyDate=20240102", "StudyTime=103000"),
            Sample.Instance("1.3", "1.3.1", "1.3.1.1", "StudyDate=20240102", "StudyTime=235959"),
            Sample.Instance("1.4", "1.4.1", "1.4.1.1", "StudyDate=20240103", "StudyTime=110001"),
        ]);
        var asked = new FindExtendedNegotiation(DateTimeMatching: isNegotiated).For(SopClasses.StudyRootFind);
        var connection = await AssociateAsync(new ArchiveQueryOptions { DateTimeMatching = true }, asked);

        var (pending, _) = await FindAsync(connection, Sample.Identifier("STUDY", "StudyDate=20240101-20240103", "StudyTime=100000-110000", "StudyInstanceUID"));

        Assert.Equal(expected, string.Join(' ', pending.Select(match => match.Identifier!.GetString(DicomTag.StudyInstanceUid)).Order(StringComparer.Ordinal)));
    }

    private async Task<IActorRef> AssociateAsync(ArchiveQueryOptions? offered = null, SopClassExtendedNegotiation? asked = null)
    {
        var handler = new ArchiveFindHandler(_index, offered);
        var dicom = Dicom.Get(Sys);
        dicom.Handlers.Register(ArchiveFindHandler.Services, handler);
        var bound = await Sys.ActorOf(ListenerActor.Props()).Ask<ListenerBound>(
            new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))), Patience);
        var opened = await dicom.ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To("127.0.0.1", bound.EndPoint.Port)), Patience);
        var request = new AssociationRequest("SCU", "SCP").WithContext(SopClasses.StudyRootFind, TransferSyntax.ImplicitVRLittleEndian);
        request = asked is null ? request : request with { ExtendedNegotiations = [asked] };
        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(request), Patience);
        return opened.Connection;
    }

    private async Task<(List<CFindResponse> Pending, CFindResponse Final)> FindAsync(IActorRef connection, EncodedDataset identifier)
    {
        connection.Tell(new SendRequest(new CFindRequest(SopClasses.StudyRootFind, identifier)), TestActor);
        var pending = new List<CFindResponse>();
        while (true)
        {
            switch (await ExpectMsgAsync<object>(Patience))
            {
                case RequestPendingEvent answered:
                    pending.Add((CFindResponse)answered.Response);
                    break;
                case RequestCompletedEvent completed:
                    return (pending, (CFindResponse)completed.Response);
            }
        }
    }
}
