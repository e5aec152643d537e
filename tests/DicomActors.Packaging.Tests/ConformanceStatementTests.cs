using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DicomActors.Protocol;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Transport;

namespace DicomActors.Packaging.Tests;

/// <summary>The lists of docs/conformance-statement.md are what the code does.</summary>
public sealed partial class ConformanceStatementTests
{
    private static readonly Dictionary<string, Func<IEnumerable<string>>> Parts = new()
    {
        ["identity"] = Identity,
        ["storage-sop-classes"] = StorageSopClasses,
        ["transfer-syntaxes"] = TransferSyntaxes,
        ["query-retrieve-sop-classes"] = QueryRetrieveSopClasses,
        ["timeouts"] = Timeouts,
        ["tls-profiles"] = TlsProfiles,
    };

    [Fact]
    public void Lists_OfTheStatement_AreThoseOfTheCode()
    {
        var file = Path.Combine(Checkout.Root, "docs", "conformance-statement.md");
        var written = File.ReadAllText(file).ReplaceLineEndings("\n");
        var seen = new List<string>();
        var expected = Marked().Replace(written, match =>
        {
            seen.Add(match.Groups["part"].Value);
            return $"<!-- begin: {match.Groups["part"].Value} -->\n{string.Join('\n', Parts[match.Groups["part"].Value]())}\n<!-- end -->";
        });
        Assert.Equal(Parts.Keys.Order(), seen.Order());
        if (Environment.GetEnvironmentVariable("DICOMACTORS_REFRESH") == "1")
        {
            File.WriteAllText(file, expected);
            return;
        }

        Assert.True(expected == written, "docs/conformance-statement.md is stale. Refresh it: DICOMACTORS_REFRESH=1 ./dicomactors test Packaging --filter FullyQualifiedName~ConformanceStatement");
    }

    private static IEnumerable<string> Identity() =>
    [
        "| | |", "|---|---|",
        $"| Implementation Class UID | {ImplementationIdentity.ClassUid} |",
        $"| Implementation Version Name | {ImplementationIdentity.VersionName} |",
    ];

    private static IEnumerable<string> StorageSopClasses() => UidDictionary.Entries
        .Where(entry => entry.IsStorageSopClass)
        .OrderBy(entry => entry.Uid.Value, NumberedParts)
        .Select(entry => $"| {entry.Name}{(entry.IsRetired ? " (retired)" : "")} | {entry.Uid} |")
        .Prepend("|---|---|").Prepend("| SOP class | UID |");

    private static IEnumerable<string> TransferSyntaxes() => TransferSyntax.Known
        .OrderBy(syntax => syntax.Uid.Value, NumberedParts)
        .Select(syntax => $"| {syntax.Name} | {syntax.Uid} | {(syntax.IsEncapsulated ? "stored and sent as they are" : "read, written, re-encoded")} |")
        .Prepend("|---|---|---|").Prepend("| transfer syntax | UID | data sets in it are |");

    private static IEnumerable<string> QueryRetrieveSopClasses()
    {
        (Uid Uid, string Roles)[] classes =
        [
            (SopClasses.PatientRootFind, "SCU, SCP"), (SopClasses.PatientRootMove, "SCU, SCP"), (SopClasses.PatientRootGet, "SCU, SCP"),
            (SopClasses.StudyRootFind, "SCU, SCP"), (SopClasses.StudyRootMove, "SCU, SCP"), (SopClasses.StudyRootGet, "SCU, SCP"),
            (SopClasses.ModalityWorklistFind, "SCU"),
        ];
        return classes
            .Select(entry => $"| {UidDictionary.Entries.Single(known => known.Uid == entry.Uid).Name} | {entry.Uid} | {entry.Roles} |")
            .Prepend("|---|---|---|").Prepend("| SOP class | UID | roles |");
    }

    private static IEnumerable<string> Timeouts()
    {
        var options = DicomServiceOptions.Default;
        return
        [
            "| what | default |", "|---|---|",
            Row("Connecting, TLS and proxy included", options.ConnectTimeout),
            Row("ARTIM: waiting for the A-ASSOCIATE-RQ", options.ArtimTimeout),
            Row("ARTIM: waiting for the peer to close", options.CloseTimeout),
            Row("A-ASSOCIATE-AC or RJ", options.AssociateTimeout),
            Row("A-RELEASE-RP", options.ReleaseTimeout),
            Row("Writing an A-ABORT", options.AbortTimeout),
            Row("One write, where the peer does not read", options.SendTimeout),
            Row("Silence within a PDU or message", options.ReceiveTimeout),
            Row("A response; restarted by pending ones", options.ResponseTimeout),
            Row("The final response", options.ResponseTotalTimeout),
            Row("An association without traffic", options.IdleTimeout),
            $"| Longest P-DATA-TF PDU received, stated to the peer | {Bytes(options.PduLimits.MaximumDataPduLength)} |",
            $"| Longest P-DATA-TF PDU sent | {Bytes(options.PduLimits.MaximumSentDataPduLength)} |",
            $"| Longest A-ASSOCIATE-RQ or AC received | {Bytes(options.PduLimits.MaximumAssociatePduLength)} |",
            $"| Longest identifier or attribute list | {Bytes(options.MaximumDatasetLength)} |",
            $"| Longest instance received | {Bytes(options.MaximumInstanceLength)} |",
            $"| Requests outstanding at once, where the window allows more | {options.MaximumOutstandingRequests} |",
        ];
    }

    private static IEnumerable<string> TlsProfiles() => TlsProfile.All
        .Select(profile => $"| `{profile.Name}` | {profile.Protocols} | {(profile.CipherSuites.Count > 0 ? string.Join(", ", profile.CipherSuites) : "those of the operating system")} |")
        .Prepend("|---|---|---|").Prepend("| TLS profile | versions | cipher suites |");

    private static string Row(string what, TimeSpan time) =>
        $"| {what} | {(time == Timeout.InfiniteTimeSpan ? "no limit" : time.TotalSeconds >= 60 && time.TotalSeconds % 60 == 0 ? $"{time.TotalMinutes.ToString(CultureInfo.InvariantCulture)} min" : $"{time.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s")} |";

    private static string Bytes(long bytes) => bytes switch
    {
        >= 1L << 40 => $"{bytes >> 40} TiB",
        >= 1L << 20 => $"{bytes >> 20} MiB",
        _ => $"{bytes >> 10} KiB",
    };

    /// <summary>1.2.10 comes after 1.2.9.</summary>
    private static Comparer<string> NumberedParts { get; } = Comparer<string>.Create((left, right) => string.CompareOrdinal(Padded(left), Padded(right)));

    private static string Padded(string uid)
    {
        var padded = new StringBuilder();
        foreach (var part in uid.Split('.'))
        {
            padded.Append('.').Append(part.PadLeft(8, '0'));
        }

        return padded.ToString();
    }

    [GeneratedRegex(@"<!-- begin: (?<part>[\w-]+) -->\n(?:(?!<!-- end -->)[^\n]*\n)*<!-- end -->", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();
}
