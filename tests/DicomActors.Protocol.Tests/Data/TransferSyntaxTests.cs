using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class TransferSyntaxTests
{
    [Theory]
    [InlineData("1.2.840.10008.1.2", false, true, false, false)]
    [InlineData("1.2.840.10008.1.2.1", true, true, false, false)]
    [InlineData("1.2.840.10008.1.2.2", true, false, false, false)]
    [InlineData("1.2.840.10008.1.2.1.99", true, true, true, false)]
    [InlineData("1.2.840.10008.1.2.4.50", true, true, false, true)]
    [InlineData("1.2.840.10008.1.2.5", true, true, false, true)]
    [InlineData("1.2.840.10008.1.2.4.94", true, true, false, false)]
    [InlineData("1.2.840.10008.1.2.4.95", true, true, true, false)]
    [InlineData("1.2.3.4", true, true, false, true)]
    public void Uid_LookedUp_GivesTheEncoding(string uid, bool explicitVR, bool littleEndian, bool deflated, bool encapsulated)
    {
        var syntax = TransferSyntax.FromUid(new Uid(uid));
        Assert.Equal((explicitVR, littleEndian, deflated, encapsulated), (syntax.IsExplicitVR, syntax.IsLittleEndian, syntax.IsDeflated, syntax.IsEncapsulated));
        Assert.Equal(uid, syntax.Uid.Value);
    }

    [Fact]
    public void KnownSyntax_LookedUp_IsTheSingleton() =>
        Assert.Same(TransferSyntax.JpegBaseline, TransferSyntax.FromUid(new Uid("1.2.840.10008.1.2.4.50")));

    [Fact]
    public void UnknownSyntax_LookedUpTwice_IsEqual() =>
        Assert.Equal(TransferSyntax.FromUid(new Uid("1.2.3.4")), TransferSyntax.FromUid(new Uid("1.2.3.4")));

    [Fact]
    public void EveryRegisteredDataSetSyntax_LookedUp_IsKnownByItsName()
    {
        // Not for data sets: MIME, XML and the three live video syntaxes.
        string[] others = ["1.2.840.10008.1.2.6.1", "1.2.840.10008.1.2.6.2", "1.2.840.10008.1.2.7.1", "1.2.840.10008.1.2.7.2", "1.2.840.10008.1.2.7.3"];
        foreach (var entry in UidDictionary.Entries.Where(entry => entry.Kind == UidKind.TransferSyntax && !others.Contains(entry.Uid.Value)))
        {
            Assert.Equal(entry.Name, TransferSyntax.FromUid(entry.Uid).Name);
        }
    }
}
