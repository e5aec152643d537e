using System.IO.Compression;
using System.Xml.Linq;

namespace DicomActors.Packaging.Tests;

/// <summary>The library packages, as <c>dotnet pack</c> makes them of what is built here.</summary>
public sealed class PackageTests : IDisposable
{
    private const string ConsumerProgram = """
        using System.Net;
        using Akka.Actor;
        using DicomActors.Connections;
        using DicomActors.Facade;
        using DicomActors.Listeners;
        using DicomActors.Protocol.Associations;
        using DicomActors.Protocol.Data;

        using var system = ActorSystem.Create("consumer");
        var listener = system.ActorOf(ListenerActor.Props());
        var bound = await listener.Ask<ListenerBound>(new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))));
        await using (var connection = await new DefaultAdvancedDicomClientConnectionFactory(system)
            .OpenConnectionAsync(AdvancedDicomClientConnectionRequest.To("127.0.0.1", bound.EndPoint.Port)))
        {
            await connection.OpenAssociationAsync(
                new AssociationRequest("SCU", "SCP").WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian));
            Console.WriteLine((await connection.EchoAsync()).Status);
            await connection.ReleaseAsync();
        }

        await system.Terminate();
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RuntimeFact("Akka", "Libraries are packed on Akka.NET (docs/decisions/0016).")]
    public async Task LibraryPackages_Packed_HaveAllThatBelongsIntoThem()
    {
        await PackAsync(Checkout.Libraries);

        var findings = Checkout.Libraries.SelectMany(Findings).ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [RuntimeFact("Embedded", "On Akka.NET, packing them is what is to be done.")]
    public async Task LibraryPackage_PackedOnTheEmbeddedRuntime_IsRefused()
    {
        var problem = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Checkout.DotNetAsync(
            "Embedded", "pack", Path.Combine(Checkout.Root, "src", "DicomActors.Protocol"), "-c", "Release", "--no-build", "-v", "quiet", "-nologo", "-o", _folder.Path));

        Assert.Contains("packages are built on real Akka only. Run: dotnet pack -p:ActorRuntime=Akka", problem.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [RuntimeFact("Akka", "Libraries are packed on Akka.NET (docs/decisions/0016).", IsThorough = true)]
    public async Task Consumer_OfThePackages_RestoresBuildsAndEchoes()
    {
        await PackAsync(["DicomActors.Protocol", "DicomActors"]);
        await File.WriteAllTextAsync(_folder["nuget.config"], """
            <configuration><packageSources><add key="here" value="." /></packageSources></configuration>
            """);
        await File.WriteAllTextAsync(_folder["Consumer.csproj"], """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup><PackageReference Include="DicomActors" Version="*" /></ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(_folder["Program.cs"], ConsumerProgram);

        var said = await Checkout.RunAsync("dotnet", _folder.Path, ["run", "--project", _folder["Consumer.csproj"], $"-p:RestorePackagesPath={_folder["cache"]}"]);

        Assert.Contains("0x0000 Success", said, StringComparison.Ordinal);
    }

    private async Task PackAsync(IEnumerable<string> libraries)
    {
        foreach (var library in libraries)
        {
            await Checkout.DotNetAsync(
                "Akka", "pack", Path.Combine(Checkout.Root, "src", library), "-c", "Release", "--no-build", "-v", "quiet", "-nologo", "-o", _folder.Path);
        }
    }

    private IEnumerable<string> Findings(string library)
    {
        var file = Directory.EnumerateFiles(_folder.Path, $"{library}.*.nupkg").SingleOrDefault(path => char.IsAsciiDigit(Path.GetFileName(path)[library.Length + 1]));
        if (file is null)
        {
            return [$"{library}: no package was made"];
        }

        using var package = ZipFile.OpenRead(file);
        var metadata = Metadata(package);
        string Value(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";
        var dependencies = metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => (string)element.Attribute("id")!).ToList();
        (bool IsGood, string Finding)[] checks =
        [
            (Has(package, $"lib/net10.0/{library}.dll"), "its assembly is missing"),
            (Has(package, $"lib/net10.0/{library}.xml"), "its documentation is missing"),
            (Has(package, "package-readme.md") && Value("readme") == "package-readme.md", "no readme"),
            (Has(package, "icon.png") && Value("icon") == "icon.png", "no icon"),
            (Value("license") == "MIT", "no licence"),
            (Value("description").Length > 20, "no description"),
            (Value("releaseNotes").Contains("### Added", StringComparison.Ordinal), "its release notes are not the newest section of CHANGELOG.md"),
            (Value("tags").Contains("dicom", StringComparison.Ordinal), "no tags"),
            (metadata.Elements().Any(element => element.Name.LocalName == "repository" && ((string?)element.Attribute("commit"))?.Length == 40), "no commit"),
            (File.Exists(Path.ChangeExtension(file, ".snupkg")), "no symbols"),
            (library is "DicomActors.Protocol" or "DicomActors.TestKit" || dependencies.Exists(id => id.StartsWith("Akka", StringComparison.Ordinal) || id.StartsWith("DicomActors", StringComparison.Ordinal)), "no dependency on Akka.NET"),
        ];
        return [.. checks.Where(check => !check.IsGood).Select(check => $"{library}: {check.Finding}")];
    }

    private static bool Has(ZipArchive package, string entry) => package.GetEntry(entry) is not null;

    private static XElement Metadata(ZipArchive package)
    {
        using var content = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XElement.Load(content).Elements().Single(element => element.Name.LocalName == "metadata");
    }
}
