namespace DicomActors.Launcher.Tests;

/// <summary>What the launcher reads out of a restore that failed, in NuGet's own words.</summary>
public sealed class FeedProbeTests
{
    private const string NoFoDicom =
        "/x/probe.csproj : error NU1101: Unable to find package fo-dicom. No packages exist with this id in source(s): nuget.org";

    private const string Downgrade =
        "/x/probe.csproj : error NU1605: Warning As Error: Detected package downgrade: Microsoft.Extensions.Logging.Abstractions from 10.0.0 to 9.0.0.";

    [Fact]
    public void PackagesAreMissing_Judge_NamesThem()
    {
        const string NoAkka = "/x/probe.csproj : error NU1101: Unable to find package Akka. No packages exist with this id in source(s): nuget.org";

        Assert.Equal(new FeedProbe(false, "the package feed does not carry Akka, fo-dicom (NU1101)"), FeedProbe.Judge($"{NoFoDicom}\n{NoAkka}\n"));
    }

    [Fact]
    public void VersionIsMissing_Judge_NamesThePackage()
    {
        const string TooOld = "/x/probe.csproj : error NU1102: Unable to find package Akka with version (>= 1.5.55)";

        Assert.Equal(new FeedProbe(false, "the package feed does not carry Akka (NU1102)"), FeedProbe.Judge(TooOld));
    }

    [Fact]
    public void OnePackageIsMissingAndAnotherIsDowngraded_Judge_NamesTheMissingOne() => Assert.Equal(
        new FeedProbe(false, "the package feed does not carry fo-dicom (NU1101)"), FeedProbe.Judge($"{Downgrade}\n{NoFoDicom}\n{Downgrade}"));

    [Fact]
    public void NothingIsMissing_Judge_SaysNothing() => Assert.Null(FeedProbe.Judge(Downgrade));

    [Fact]
    public void SourceIsUnreachable_Judge_SaysNothingThoughPackagesAreMissing() => Assert.Null(FeedProbe.Judge(
        $"/x/probe.csproj : error NU1301: Unable to load the service index for source https://api.nuget.org/v3/index.json.\n{NoFoDicom}"));
}
