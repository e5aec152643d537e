using System.Runtime.CompilerServices;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;

namespace DicomActors.Tests;

/// <summary>The example of README.md, run as it stands there but for host and port.</summary>
public sealed class ReadmeExampleTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    [Fact]
    public async Task ReadmeExample_AgainstAListener_EchoesAndReleases()
    {
        var (_, endPoint) = await ListenAsync();
        var system = Sys;
        (string Host, int Port) pacs = (endPoint.Address.ToString(), endPoint.Port);

        // <readme>
        IActorRef connections = DicomActors.Dicom.Get(system).ConnectionFactory;

        var opened = await connections.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To(pacs.Host, pacs.Port)));

        await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(
            new AssociationRequest("WORKSTATION", "PACS").WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian)));

        var echo = await opened.Connection.Ask<CEchoResult>(new Converse(new CEchoRequest()));   // echo.Status: 0x0000 Success
        await opened.Connection.Ask<AssociationReleased>(ReleaseAssociation.Instance);
        // </readme>

        Assert.Equal(DimseStatus.Success, echo.Status);
    }

    [Fact]
    public void ReadmeExample_ComparedWithThisFile_IsTheSame()
    {
        var path = ThisFile();
        var code = string.Join('\n', File.ReadAllLines(path)
            .SkipWhile(line => line.Trim() != "// <readme>").Skip(1)
            .TakeWhile(line => line.Trim() != "// </readme>")
            .Select(line => line.Length > 8 ? line[8..] : ""))
            .Replace("DicomActors.Dicom.Get", "Dicom.Get", StringComparison.Ordinal)
            .Replace("pacs.Host, pacs.Port", "\"pacs.example\", 104", StringComparison.Ordinal);
        var readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "README.md")).ReplaceLineEndings("\n");

        Assert.True(readme.Contains(code, StringComparison.Ordinal), $"README.md should show the example that is run here:\n{code}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
