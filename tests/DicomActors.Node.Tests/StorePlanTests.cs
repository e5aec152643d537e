using System.Globalization;
using DicomActors.Node.Storing;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Tests;

/// <summary>Contexts made from files.</summary>
public sealed class StorePlanTests
{
    private static readonly AssociationRequest Empty = new("US", "THEM");

    [Fact]
    public void FilesOfOneKind_NeedOneContext()
    {
        var plan = Assert.Single(StorePlan.For([File(SopClasses.CtImageStorage), File(SopClasses.CtImageStorage)], Empty));

        var context = Assert.Single(plan.Proposal.PresentationContexts);
        Assert.Equal(SopClasses.CtImageStorage, context.AbstractSyntax);
        Assert.Equal([TransferSyntax.ExplicitVRLittleEndian], context.TransferSyntaxes);
        Assert.Equal(2, plan.Files.Count);
    }

    [Fact]
    public void FilesOfOneClassInTwoSyntaxes_GetAContextEach()
    {
        var plan = Assert.Single(StorePlan.For(
            [File(SopClasses.CtImageStorage), File(SopClasses.CtImageStorage, TransferSyntax.ImplicitVRLittleEndian)], Empty));

        Assert.Equal(2, plan.Proposal.PresentationContexts.Count);
        Assert.All(plan.Proposal.PresentationContexts, context => Assert.Single(context.TransferSyntaxes));
    }

    [Fact]
    public void MoreKindsThanAnAssociationHolds_AreSplitAndNoFileIsLost()
    {
        var files = Enumerable.Range(1, 300).Select(number => File(new Uid(string.Create(CultureInfo.InvariantCulture, $"1.2.3.{number}")))).ToList();

        var plans = StorePlan.For(files, Empty);

        Assert.Equal([128, 128, 44], plans.Select(plan => plan.Proposal.PresentationContexts.Count));
        Assert.Equal(files, plans.SelectMany(plan => plan.Files));
        Assert.All(plans, plan => Assert.All(plan.Files, file => Assert.Contains(plan.Proposal.PresentationContexts, context => context.AbstractSyntax == file.Content.SopClassUid)));
    }

    private static StoreFile File(Uid sopClass, TransferSyntax? transferSyntax = null) =>
        new("file", new MemoryContent(sopClass, new Uid("1.2.3"), transferSyntax ?? TransferSyntax.ExplicitVRLittleEndian, ReadOnlyMemory<byte>.Empty));
}
