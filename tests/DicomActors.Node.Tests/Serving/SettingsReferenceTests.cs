using System.Text.RegularExpressions;
using Akka.Configuration;
using DicomActors.Node.Serving;
using DicomActors.Processes;

namespace DicomActors.Node.Tests.Serving;

/// <summary>The reference.conf files and the code that reads settings say the same: of the core, the archive and the node.</summary>
public sealed partial class SettingsReferenceTests
{
    private static readonly string[] Folders = ["DicomActors/Configuration", "DicomActors.Archive/Configuration", "DicomActors.Node/Serving"];

    [Fact]
    public void EverySettingOfTheReference_NodeIsConfigured_IsRead()
    {
        var unread = Documented().Except(Read());

        Assert.True(!unread.Any(), $"In a reference.conf, but read by no code: {string.Join(", ", unread)}.");
    }

    [Fact]
    public void EverySettingThatIsRead_IsInTheReference()
    {
        var undocumented = Read().Except(Documented());

        Assert.True(!undocumented.Any(), $"Read by code, but in no reference.conf: {string.Join(", ", undocumented)}.");
    }

    [Fact]
    public void EverySettingOfTheReference_HasItsDescriptionAbove()
    {
        var bare =
            from file in Folders
            let lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "src", file, "reference.conf"))
            from line in Enumerable.Range(1, lines.Length - 1)
            where Setting().IsMatch(lines[line]) && !IsDescribed(lines, line)
            select $"{file}: {lines[line].Trim()}";

        Assert.True(!bare.Any(), $"Settings without a comment: {string.Join("; ", bare)}");
    }

    /// <summary>A comment, or settings directly below one that speaks of them all.</summary>
    private static bool IsDescribed(string[] lines, int line)
    {
        while (Setting().IsMatch(lines[line]))
        {
            line--;
        }

        return lines[line].TrimStart().StartsWith('#');
    }

    private static HashSet<string> Documented() =>
        [.. FlatSettings.Of(NodeConfiguration.Reference.Defaults).Keys.Where(static path => path.StartsWith("dicom-actors.", StringComparison.Ordinal))];

    /// <summary>Reads a configuration in which everything is on, and collects what was looked at, by the place it has in the reference.</summary>
    private static HashSet<string> Read()
    {
        using var folder = new TemporaryFolder();
        var certificate = ServedCertificate.Write(folder);
        var looked = new HashSet<string>(StringComparer.Ordinal);
        var everything = ConfigurationFactory.ParseString($$"""
            dicom-actors {
              archive.folder = "{{folder.Path}}"
              node.dashboard.tls { enabled = on, certificate = "{{certificate}}" }
              listeners.l {
                proxy-protocol.trusted-networks = ["10.0.0.1"]
                tls { enabled = on, certificate = "{{certificate}}", trusted = ["{{certificate}}"] }
              }
              peers.p {
                host = "h"
                tls { enabled = on, certificate = "{{certificate}}", trusted = ["{{certificate}}"] }
                proxy { kind = http, host = "h" }
                connection { artim-timeout = 1s }
              }
            }
            """);

        NodeConfiguration.Read(new RecordingConfig(everything, "", looked), logger: null);

        return [.. looked.Select(Place).Where(static path => path.StartsWith("dicom-actors.", StringComparison.Ordinal) && !IsBlock(path))];
    }

    private static string Place(string path) => path.Split('.') switch
    {
        [var root, "listeners", _, .. var rest] => $"{root}.listener.{string.Join('.', rest)}",
        [var root, "peers", _, "connection", .. { Length: > 0 } rest] => $"{root}.connection.{string.Join('.', rest)}",
        [var root, "peers", _, .. var rest] => $"{root}.peer.{string.Join('.', rest)}",
        _ => path,
    };

    private static bool IsBlock(string path) => path is "dicom-actors.peer.connection";

    [GeneratedRegex("""^\s*[a-z0-9-]+\s*=\s*\S""")]
    private static partial Regex Setting();
}
