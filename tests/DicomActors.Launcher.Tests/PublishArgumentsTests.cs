namespace DicomActors.Launcher.Tests;

public sealed class PublishArgumentsTests
{
    [Fact]
    public void NothingIsSaid_Parse_TakesThisMachineByAPortableName()
    {
        var asked = PublishArguments.Parse([]);

        Assert.Null(asked.Folder);
        Assert.Matches("^(linux|linux-musl|osx|win)-(x64|arm64)$", asked.Platform);
    }

    [Fact]
    public void FolderAndPlatformAreSaid_Parse_TakesThem() =>
        Assert.Equal(new PublishArguments("win-x64", "there"), PublishArguments.Parse(["--out", "there", "--rid", "win-x64"]));

    [Theory]
    [InlineData("publish: --out needs a value. See: ./dicomactors publish --help", "--out")]
    [InlineData("publish: '--fast' is not known. See: ./dicomactors publish --help", "--fast")]
    [InlineData("publish: there is no platform 'dos'.", "--rid", "dos")]
    public void SomethingIsWrong_Parse_NamesIt(string expected, params string[] arguments)
    {
        var problem = Assert.Throws<LauncherException>(() => PublishArguments.Parse(arguments));

        Assert.StartsWith(expected, problem.Message);
    }
}
