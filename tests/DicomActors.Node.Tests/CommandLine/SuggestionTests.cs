using DicomActors.Node.CommandLine;

namespace DicomActors.Node.Tests.CommandLine;

/// <summary>What somebody may have meant who mistyped.</summary>
public sealed class SuggestionTests
{
    private static readonly string[] Verbs = ["echo", "store", "find", "status", "connections", "completion"];

    [Theory]
    [InlineData("ehco", "echo")]
    [InlineData("sotre", "store")]
    [InlineData("connection", "connections")]
    [InlineData("conn", "connections")]
    [InlineData("stat", "status")]
    [InlineData("frobnicate", null)]
    [InlineData("x", null)]
    public void Word_IsMistyped_TheLikeliestIsGuessed(string typed, string? expected) => Assert.Equal(expected, Suggestion.For(typed, Verbs));
}
