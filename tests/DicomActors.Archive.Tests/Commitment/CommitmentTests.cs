using Akka.Actor;
using DicomActors.Archive.Commitment;
using DicomActors.Archive.Tests.Storage;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.StateMachine;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Archive.Tests.Commitment;

/// <summary>Storage commitment: what is asked, what is answered, and how the report reaches the asker.</summary>
public sealed class CommitmentTests(ITestOutputHelper output) : ArchiveSpec(output)
{
    private const int NoSuchInstance = 0x0112;
    private const int ClassInstanceConflict = 0x0119;
    private const int DuplicateTransaction = 0x0131;

    private static readonly Uid WellKnown = new("1.2.840.10008.1.20.1.1");

    protected override ArchiveCommitmentOptions Commitment => new()
    {
        SameAssociationWait = TimeSpan.FromMilliseconds(200),
        RetryInterval = TimeSpan.FromMilliseconds(200),
    };

    private static AssociationRequest Association { get; } =
        new AssociationRequest("ASKER", "ARCHIVE").WithContext(SopClasses.StorageCommitmentPushModel, TransferSyntax.ImplicitVRLittleEndian);

    private static NActionRequest Ask(Uid transaction, params (int Number, Uid SopClass)[] instances)
    {
        var information = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.TransactionUid, transaction);
        foreach (var (number, sopClass) in instances)
        {
            information.AddItem(DicomTag.ReferencedSopSequence)
                .Add(DicomTag.ReferencedSopClassUid, sopClass)
                .Add(DicomTag.ReferencedSopInstanceUid, Datasets.UidOf(number));
        }

        return new NActionRequest(SopClasses.StorageCommitmentPushModel, WellKnown, 1) { ActionInformation = information.Build() };
    }

    private Task<IActorRef> AssociateAsync(Reports reports) =>
        AssociateAsync(Association, new AdvancedDicomClientConnectionRequestHandlers { OnNEventReportRequest = reports });

    /// <summary>Lets reports reach the asker on associations of the archive's.</summary>
    private async Task ListenAsync(Reports reports)
    {
        var registry = new HandlerRegistry();
        registry.Register(DimseCommand.NEventReportRequest, SopClasses.StorageCommitmentPushModel, reports);
        await ConfigurePeerAsync("ASKER", await ListenAsync(new AcceptorSettings { Handlers = registry }));
    }

    private static async Task AcceptedAsync(IActorRef connection, NActionRequest request) =>
        Assert.Equal(DimseStatus.Success, (await connection.Ask<NActionResult>(new Converse(request), Patience)).Status);

    private static Task<AssociationReleased> ReleaseAsync(IActorRef connection) => connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, Patience);

    private static IEnumerable<(Uid Instance, long? Reason)> FailuresOf(NEventReportRequest report) => report.EventInformation!
        .GetItems(DicomTag.FailedSopSequence)
        .Select(item => (item.GetUid(DicomTag.ReferencedSopInstanceUid), item.GetInteger(DicomTag.FailureReason)));

    [Fact]
    public async Task AssociationStaysOpen_AllAreThere_IsReportedOnIt()
    {
        await StoreAsync(2);
        var reports = new Reports();
        var transaction = Uid.Generate();

        await AcceptedAsync(await AssociateAsync(reports), Ask(transaction, (1, SopClasses.CtImageStorage), (2, SopClasses.CtImageStorage), (1, SopClasses.CtImageStorage)));

        var (report, exchange) = await reports.NextAsync(Patience);
        Assert.Equal(AssociationRole.Requestor, exchange.Association.Role);
        Assert.Equal((WellKnown, (ushort)1), (report.SopInstanceUid, report.EventTypeId)); // PS3.4 table J.3-2
        Assert.Equal(transaction, report.EventInformation!.GetUid(DicomTag.TransactionUid));
        Assert.Equal("ARCHIVE", report.EventInformation.GetString(DicomTag.RetrieveAETitle));
        Assert.Equal(
            [Datasets.UidOf(1), Datasets.UidOf(2)],
            report.EventInformation.GetItems(DicomTag.ReferencedSopSequence).Select(item => item.GetUid(DicomTag.ReferencedSopInstanceUid)));
        Assert.False(report.EventInformation.Contains(DicomTag.FailedSopSequence));
    }

    [Fact]
    public async Task AssociationIsReleased_SomeAreNotThere_IsReportedOnANewOneWithTheReasons()
    {
        await StoreAsync(3);
        var cut = (await Archive.Index.LocateAsync([Datasets.UidOf(3)]))[Datasets.UidOf(3)];
        await using (var file = File.Open(Path.Combine(Folder, cut.RelativePath), FileMode.Open))
        {
            file.SetLength(file.Length - 2);
        }

        var reports = new Reports();
        await ListenAsync(reports);
        // Should the release come too late for the archive, it is sent away.
        var connection = await AssociateAsync(new Reports(DimseStatus.ProcessingFailure));

        await AcceptedAsync(connection, Ask(
            Uid.Generate(), (1, SopClasses.CtImageStorage), (2, SopClasses.MrImageStorage), (3, SopClasses.CtImageStorage), (4, SopClasses.CtImageStorage)));
        await ReleaseAsync(connection);

        var (report, exchange) = await reports.NextAsync(Patience);
        Assert.Equal((AssociationRole.Acceptor, "ARCHIVE"), (exchange.Association.Role, exchange.Association.CallingAETitle));
        var context = Assert.Single(exchange.Association.AcceptedContexts);
        Assert.True(context is { LocalIsScu: true, LocalIsScp: false }, $"The archive should have asked for the SCP role and no other: {context}");
        Assert.Equal(2, report.EventTypeId);
        Assert.Equal(
            [(Datasets.UidOf(2), ClassInstanceConflict), (Datasets.UidOf(3), NoSuchInstance), (Datasets.UidOf(4), NoSuchInstance)], FailuresOf(report));
        Assert.Equal(
            [Datasets.UidOf(1)],
            report.EventInformation!.GetItems(DicomTag.ReferencedSopSequence).Select(item => item.GetUid(DicomTag.ReferencedSopInstanceUid)));
    }

    [Fact]
    public async Task NothingIsThere_Asked_ReportsNoCommittedSequence()
    {
        var reports = new Reports();

        await AcceptedAsync(await AssociateAsync(reports), Ask(Uid.Generate(), (1, SopClasses.CtImageStorage)));

        var (report, _) = await reports.NextAsync(Patience);
        Assert.False(report.EventInformation!.Contains(DicomTag.ReferencedSopSequence));
        Assert.Equal([(Datasets.UidOf(1), NoSuchInstance)], FailuresOf(report));
    }

    [Fact]
    public async Task PeerFailsAndIsNotThereAtFirst_Asked_IsToldInTheEnd()
    {
        await StoreAsync(1);
        var first = new Reports(DimseStatus.ProcessingFailure);
        var connection = await AssociateAsync(first);
        await AcceptedAsync(connection, Ask(Uid.Generate(), (1, SopClasses.CtImageStorage)));
        await first.NextAsync(Patience);
        await ReleaseAsync(connection);
        var second = new Reports(DimseStatus.ProcessingFailure, DimseStatus.ProcessingFailure);
        await ListenAsync(second);

        var attempts = new[] { await second.NextAsync(Patience), await second.NextAsync(Patience), await second.NextAsync(Patience) };

        Assert.All(attempts, attempt => Assert.Equal(1, attempt.Report.EventTypeId));
    }

    [Fact]
    public async Task TransactionIsInUse_AskedAgain_IsReportedAsDuplicate()
    {
        await StoreAsync(1);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reports = new Reports { Gate = asked.Task };
        var connection = await AssociateAsync(reports);
        var transaction = Uid.Generate();

        await AcceptedAsync(connection, Ask(transaction, (1, SopClasses.CtImageStorage)));
        await AcceptedAsync(connection, Ask(transaction, (1, SopClasses.CtImageStorage)));
        asked.SetResult();

        var both = new[] { (await reports.NextAsync(Patience)).Report, (await reports.NextAsync(Patience)).Report };
        Assert.Equal([1, 2], both.Select(report => (int)report.EventTypeId).Order());
        Assert.Equal([(Datasets.UidOf(1), DuplicateTransaction)], FailuresOf(both.Single(report => report.EventTypeId == 2)));
    }

    public static TheoryData<string, int> Refusals => new()
    {
        { "another instance", 0x0112 },
        { "another action", 0x0123 },
        { "no information", 0x0115 },
        { "no transaction", 0x0115 },
        { "nothing referenced", 0x0115 },
        { "a reference without class", 0x0115 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task RequestIsFaulty_Asked_IsRefusedAtOnce(string fault, int status)
    {
        var good = Ask(Uid.Generate(), (1, SopClasses.CtImageStorage));
        var request = fault switch
        {
            "another instance" => good with { SopInstanceUid = Uid.Generate() },
            "another action" => good with { ActionTypeId = 2 },
            "no information" => good with { ActionInformation = null },
            "no transaction" => Ask(Uid.Empty, (1, SopClasses.CtImageStorage)),
            "nothing referenced" => Ask(Uid.Generate()),
            _ => Ask(Uid.Generate(), (1, Uid.Empty)),
        };

        var result = await (await AssociateAsync(new Reports())).Ask<NActionResult>(new Converse(request), Patience);

        Assert.Equal(new DimseStatus((ushort)status), result.Status);
    }
}
