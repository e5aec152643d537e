using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>Storage commitment (PS3.4 annex J) with Orthanc: N-ACTION from us, N-EVENT-REPORT to us on an association of Orthanc's.</summary>
public sealed class StorageCommitmentTests(TestImages images, OrthancServer orthanc) : IClassFixture<TestImages>, IClassFixture<OrthancServer>
{
    private static readonly Uid WellKnownInstance = new("1.2.840.10008.1.20.1.1");
    private static readonly TransferSyntax Syntax = TransferSyntax.ExplicitVRLittleEndian;

    [PeerFact("Orthanc")]
    public async Task Orthanc_IsAskedToCommit_ReportsWhatItHasAndWhatItHasNot()
    {
        await orthanc.UploadAsync(images.PathOf("explicit-little"));
        var stored = new Uid(TestImages.UidOf("explicit-little"));
        var missing = new Uid("1.2.826.0.1.3680043.10.99");
        var transaction = Uid.Generate();
        var reports = new TaskCompletionSource<NEventReportRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var acceptor = Acceptor.Start(
            new AcceptorPolicy().WithSopClass(
                SopClasses.StorageCommitmentPushModel, new SupportedSopClass([Syntax, TransferSyntax.ImplicitVRLittleEndian], RequestorMayBeScu: false, RequestorMayBeScp: true)),
            (_, request) =>
            {
                request.Respond(DimseStatus.Success);
                reports.TrySetResult((NEventReportRequest)request.Request);
            });
        await orthanc.RegisterAsync("OURS", acceptor.Port);
        await using var requestor = Requestor.Start(
            orthanc.Port, new AssociationRequest("OURS", OrthancServer.AETitle).WithContext(SopClasses.StorageCommitmentPushModel, Syntax));

        var answer = await requestor.Send(new NActionRequest(SopClasses.StorageCommitmentPushModel, WellKnownInstance, 1)
        {
            ActionInformation = new DatasetBuilder(Syntax)
                .Add(DicomTag.TransactionUid, transaction)
                .AddItem(DicomTag.ReferencedSopSequence, Reference(stored))
                .AddItem(DicomTag.ReferencedSopSequence, Reference(missing))
                .Build(),
        }).ResponseAsync<NActionResponse>();
        await requestor.ReleaseAsync();

        var report = await reports.Task.WaitAsync(RunningProgram.Patience);
        Assert.Equal(DimseStatus.Success, answer.Status);
        Assert.Equal((WellKnownInstance, (ushort)2), (report.SopInstanceUid, report.EventTypeId)); // PS3.4 J.3.3: 2 = failures exist
        Assert.Equal(transaction, report.EventInformation!.GetUid(DicomTag.TransactionUid));
        Assert.Equal(stored, Assert.Single(report.EventInformation.GetItems(DicomTag.ReferencedSopSequence)).GetUid(DicomTag.ReferencedSopInstanceUid));
        Assert.Equal(missing, Assert.Single(report.EventInformation.GetItems(DicomTag.FailedSopSequence)).GetUid(DicomTag.ReferencedSopInstanceUid));
    }

    private static EncodedDataset Reference(Uid instance) => new DatasetBuilder(Syntax)
        .Add(DicomTag.ReferencedSopClassUid, SopClasses.CtImageStorage)
        .Add(DicomTag.ReferencedSopInstanceUid, instance)
        .Build();
}
