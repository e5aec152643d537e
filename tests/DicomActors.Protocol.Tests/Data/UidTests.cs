using System.Globalization;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class UidTests
{
    [Theory]
    [InlineData("1.2.840.10008.1.1", true)]
    [InlineData("0", true)]
    [InlineData("0.0", true)]
    [InlineData("2.25.0", true)]
    [InlineData("", false)]
    [InlineData(".1", false)]
    [InlineData("1.", false)]
    [InlineData("1..2", false)]
    [InlineData("1.02", false)]
    [InlineData("00", false)]
    [InlineData("1.a", false)]
    [InlineData("1 2", false)]
    [InlineData("1.2.3.4567890123456789012345678901234567890123456789012345678901", false)]
    [InlineData("1.2.3.45678901234567890123456789012345678901234567890123456789012", false)]
    public void Text_Checked_IsValidAsTheStandardSays(string text, bool valid)
    {
        // 64 characters are the most.
        var expected = valid || (text.Length == Uid.MaximumLength);
        Assert.Equal(expected, new Uid(text).IsValid);
    }

    [Theory]
    [InlineData("1.2.840.10008.1.1\0")]
    [InlineData("1.2.840.10008.1.1 ")]
    public void PaddedUid_Made_IsEqualToThePlainOne(string padded) => Assert.Equal(SopClasses.Verification, new Uid(padded));

    [Fact]
    public void EmptyUids_Compared_AreEqual()
    {
        Assert.Equal(Uid.Empty, new Uid(""));
        Assert.Equal(Uid.Empty, new Uid(null));
        Assert.Equal(Uid.Empty, new Uid(" \0"));
        Assert.True(new Uid("\0").IsEmpty);
        Assert.Equal("", Uid.Empty.Value);
    }

    [Fact]
    public void GeneratedUids_AreValidAndDiffer()
    {
        var uids = Enumerable.Range(0, 1000).Select(_ => Uid.Generate()).ToList();
        Assert.All(uids, uid => Assert.True(uid.IsValid && uid.Value.StartsWith("2.25.", StringComparison.Ordinal), uid.Value));
        Assert.Equal(uids.Count, uids.Distinct().Count());
    }

    [Fact]
    public void Uuid_MadeAUid_IsItsDecimalNumber()
    {
        // The example of PS3.5 B.2.
        var uid = Uid.FromUuid(Guid.Parse("f81d4fae-7dec-11d0-a765-00a0c91e6bf6", CultureInfo.InvariantCulture));
        Assert.Equal("2.25.329800735698586629295641978511506172918", uid.Value);
    }
}
