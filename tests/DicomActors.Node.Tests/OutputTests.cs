using DicomActors.Node.Output;

namespace DicomActors.Node.Tests;

/// <summary>What people read.</summary>
public sealed class OutputTests
{
    [Theory]
    [InlineData("plain text with Umlaut ä and 日本", "plain text with Umlaut ä and 日本")]
    [InlineData("\u001b[31mred\u0007", "·[31mred·")]
    [InlineData("two\r\nlines", "two··lines")]
    [InlineData("turned \u202e around", "turned · around")]
    public void TextOfOthers_IsShown_CannotControlTheTerminal(string text, string shown) => Assert.Equal(shown, SingleLine.Of(text));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 kB")]
    [InlineData(33_554_432, "33.6 MB")]
    [InlineData(5e15, "5000 TB")]
    public void Sizes_AreShownInTheUnitThatFits(double bytes, string shown) => Assert.Equal(shown, Figures.Size(bytes));

    [Theory]
    [InlineData(0.0034, "3 ms")]
    [InlineData(1.23, "1.2 s")]
    [InlineData(245, "4 min 5 s")]
    public void Times_AreShownInTheUnitThatFits(double seconds, string shown) => Assert.Equal(shown, Figures.Time(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, 10, "", "")]
    [InlineData(5, 10, ", 2.5/s", ", about 2.0 s left")]
    [InlineData(5, 0, ", 2.5/s", "")]
    public void Pace_IsShownAsSoonAsThereIsOne(long done, long total, string rate, string remaining)
    {
        var elapsed = TimeSpan.FromSeconds(2);

        Assert.Equal((rate, remaining), (Pace.Rate(done, elapsed), Pace.Remaining(done, total, elapsed)));
    }
}
