using DicomActors.Archive.Tests.Storage;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using Xunit.Abstractions;

namespace DicomActors.Archive.Tests.Retrieve;

/// <summary>C-GET from an archive.</summary>
public sealed class GetTests(ITestOutputHelper output) : ArchiveSpec(output)
{
    private static CGetRequest Get { get; } = new(SopClasses.StudyRootGet, StudyKeys());

    private static AssociationRequest Association(params TransferSyntax[] transferSyntaxes) => new AssociationRequest("SCU", "ARCHIVE")
        .WithContext(SopClasses.StudyRootGet, TransferSyntax.ExplicitVRLittleEndian)
        .WithContext(SopClasses.CtImageStorage, transferSyntaxes)
        .WithRole(SopClasses.CtImageStorage, scu: false, scp: true);

    private async Task<(CGetResponse Final, Receiver Receiver)> GetAsync(AssociationRequest association)
    {
        var receiver = new Receiver();
        var connection = await AssociateAsync(association, new AdvancedDicomClientConnectionRequestHandlers { OnCStoreRequest = receiver });
        var (final, _) = await SendAsync(connection, Get);
        return (Assert.IsType<CGetResponse>(final), receiver);
    }

    [Fact]
    public async Task Study_Got_ComesBackAsItWasStored()
    {
        await StoreAsync(3);

        var (final, receiver) = await GetAsync(Association(TransferSyntax.ExplicitVRLittleEndian));

        Assert.Equal((DimseStatus.Success, (ushort?)3), (final.Status, final.Completed));
        Assert.Equal(
            Enumerable.Range(1, 3).Select(number => Convert.ToHexString(Datasets.Create(number).Bytes.Span)).Order(StringComparer.Ordinal),
            receiver.Stores.Select(store => Convert.ToHexString(store.Bytes)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PeerTookOnlyImplicitVR_Got_IsSentThat()
    {
        await StoreAsync(2);

        var (final, receiver) = await GetAsync(Association(TransferSyntax.ImplicitVRLittleEndian));

        Assert.Equal((DimseStatus.Success, (ushort?)2), (final.Status, final.Completed));
        var expected = Datasets.Create(1, TransferSyntax.ImplicitVRLittleEndian).Bytes.ToArray();
        Assert.Contains(receiver.Stores, store => store.Bytes.AsSpan().SequenceEqual(expected));
    }

    [Fact]
    public async Task ClassThePeerDoesNotTake_Got_IsListedAsFailed()
    {
        await StoreAsync(2);
        await StoreAsync(1, sopClass: SopClasses.MrImageStorage, first: 3);

        var (final, receiver) = await GetAsync(Association(TransferSyntax.ExplicitVRLittleEndian));

        Assert.Equal((DimseStatus.CompletedWithWarnings, (ushort?)2, (ushort?)1), (final.Status, final.Completed, final.Failed));
        Assert.Equal([Datasets.UidOf(3).Value], final.Identifier!.GetStrings(DicomTag.FailedSopInstanceUidList));
        Assert.Equal(2, receiver.Stores.Count);
    }

    [Fact]
    public async Task PeerDidNotAskForTheScpRole_Got_EverythingHasFailed()
    {
        await StoreAsync(2);
        var association = new AssociationRequest("SCU", "ARCHIVE")
            .WithContext(SopClasses.StudyRootGet, TransferSyntax.ExplicitVRLittleEndian)
            .WithContext(SopClasses.CtImageStorage, TransferSyntax.ExplicitVRLittleEndian);

        var (final, _) = await GetAsync(association);

        Assert.Equal((DimseStatus.UnableToPerformSubOperations, (ushort?)2), (final.Status, final.Failed));
    }
}
