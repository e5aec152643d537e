using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Pdus;

public sealed class AETitleTests
{
    [Theory]
    [InlineData("A")]
    [InlineData("SIXTEEN_LETTERS_")]
    [InlineData("  PADDED        ")]
    [InlineData("TWO WORDS")]
    [InlineData("NUL\0\0")]
    public void Title_ThatMayBeSent_IsValid(string title) => Assert.True(AETitle.IsValid(title));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("                ")]
    [InlineData("\0\0\0\0")]
    [InlineData("SEVENTEEN_LETTERS")]
    [InlineData("BACK\\SLASH")]
    [InlineData("TAB\tTAB")]
    [InlineData("UMLAUTÄ")]
    public void Title_ThatMayNotBeSent_IsNotValid(string? title)
    {
        Assert.False(AETitle.IsValid(title));
        Assert.Contains("is not an AE title", Assert.Throws<ArgumentException>(() => AETitle.Require(title, "title")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_PaddedTitle_IsTrimmed() => Assert.Equal("AB", AETitle.Require(" AB  ", "title"));
}
