using DicomActors.Node.Storing;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Tests;

/// <summary>Which file goes first.</summary>
public sealed class StoreOrderTests
{
    [Fact]
    public void FilesOfSeveralKinds_OneOfEachKindGoesFirst_TheOthersInTheirOrder()
    {
        StoreFile[] files =
        [
            File("ct1", SopClasses.CtImageStorage), File("ct2", SopClasses.CtImageStorage),
            File("implicit", SopClasses.CtImageStorage, TransferSyntax.ImplicitVRLittleEndian), File("ct3", SopClasses.CtImageStorage),
            File("mr", SopClasses.MrImageStorage),
        ];

        Assert.Equal(["ct1", "implicit", "mr", "ct2", "ct3"], StoreOrder.For(files).Select(static file => file.Path));
    }

    [Fact]
    public void MoreKindsThanAnAssociationHolds_ComeBehindTheFilesOfTheFirst_AndNoFileIsLost()
    {
        var files = Enumerable.Range(1, 300).SelectMany(static number =>
            new[] { File("a", new Uid($"1.2.3.{number}")), File("b", new Uid($"1.2.3.{number}")) }).ToList();

        var ordered = StoreOrder.For(files);

        Assert.Equal(files.Count, ordered.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Equal(128, ordered.Take(256).Select(static file => file.Content.SopClassUid).Distinct().Count());
        Assert.All(ordered.Take(128), static file => Assert.Equal("a", file.Path));
    }

    private static StoreFile File(string name, Uid sopClass, TransferSyntax? transferSyntax = null) =>
        new(name, new MemoryContent(sopClass, new Uid("1.2.3"), transferSyntax ?? TransferSyntax.ExplicitVRLittleEndian, ReadOnlyMemory<byte>.Empty));
}
