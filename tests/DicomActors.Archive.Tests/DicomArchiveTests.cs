using DicomActors.Archive.Tests.Storage;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Akka.Actor;
using Xunit.Abstractions;

namespace DicomActors.Archive.Tests;

/// <summary>An archive as a whole.</summary>
public sealed class DicomArchiveTests(ITestOutputHelper output) : ArchiveSpec(output)
{
    private static AssociationRequest Association { get; } = new AssociationRequest("SCU", "ARCHIVE")
        .WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)
        .WithContext(SopClasses.StudyRootFind, TransferSyntax.ExplicitVRLittleEndian);

    [Fact]
    public async Task Archive_Started_AnswersEchoAndFindsWhatWasJustStored()
    {
        await StoreAsync(1);
        var connection = await AssociateAsync(Association);

        Assert.Equal(DimseStatus.Success, (await connection.Ask<CEchoResult>(new Converse(new CEchoRequest()), Patience)).Status);
        var found = await connection.Ask<CFindResult>(new Converse(new CFindRequest(SopClasses.StudyRootFind, StudyKeys())), Patience);
        Assert.Equal(Study, Assert.Single(found.Matches).GetUid(DicomTag.StudyInstanceUid));
    }

    [Fact]
    public async Task Archive_SecondInOneSystem_IsRefused()
    {
        var other = Directory.CreateTempSubdirectory("dicomactors-archive-");
        try
        {
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => DicomArchive.StartAsync(Sys, new DicomArchiveOptions(other.FullName)));
            Assert.Contains("already has a handler", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            other.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Archive_StoppedAndStarted_HasWhatItHad()
    {
        await StoreAsync(2);
        await Archive.DisposeAsync();
        Assert.False(Dicom.Handlers.Knows(DimseCommand.CMoveRequest), "Handlers should be taken back when the archive stops.");

        await StartArchiveAsync();

        Assert.False(Archive.Reconciled.WasNeeded, "An archive that was stopped properly should not need to look at its folder.");
        Assert.Equal(2, (await Archive.Index.CountAsync()).Instances);
        Assert.Contains(Datasets.UidOf(1), await Archive.Index.LocateAsync([Datasets.UidOf(1)]));
    }

    [Fact]
    public async Task Archive_SystemShutsDown_IsClosed()
    {
        await StoreAsync(1);

        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Patience);

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Archive.Index.CountAsync());
    }
}
