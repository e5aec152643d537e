using System.Globalization;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests.Peers;

/// <summary>
/// Instances to send around, made by DCMTK's tools once per test run: one CT image in every encoding DCMTK writes, a
/// multi-frame object of several megabytes, a structured report, and whatever DICOM_SAMPLES names.
/// </summary>
public sealed class TestImages : IAsyncLifetime, IDisposable
{
    /// <summary>Environment variable: a folder of real files, sent around in addition.</summary>
    private const string SamplesVariable = "DICOM_SAMPLES";

    private readonly TemporaryFolder _folder = new();

    /// <summary>The names of all encodings, for theory rows.</summary>
    public static TheoryData<string> Encodings => [.. Converters.Keys];

    /// <summary>Of each encoding: the DCMTK tool that makes it from Explicit VR Little Endian, and its options.</summary>
    private static Dictionary<string, string[]> Converters { get; } = new()
    {
        ["explicit-little"] = ["dcmconv", "+te"],
        ["implicit-little"] = ["dcmconv", "+ti"],
        ["explicit-big"] = ["dcmconv", "+tb"],
        ["deflated"] = ["dcmconv", "+td"],
        ["undefined-length"] = ["dcmconv", "+te", "-e"],
        ["rle"] = ["dcmcrle"],
        ["jpeg-lossless"] = ["dcmcjpeg", "+e1"],
        ["jpeg-ls"] = ["dcmcjpls"],
    };

    public async Task InitializeAsync()
    {
        if (PeerTools.ReasonToSkip(["dump2dcm"]) is not null)
        {
            return; // Every test that needs the images is skipped.
        }

        var image = await CreateAsync("source", rows: 64, frames: 1);
        foreach (var (name, command) in Converters)
        {
            (await RunningProgram.RunAsync(PeerTools.Require(command[0]), [.. command[1..], image, PathOf(name)])).ExpectExit(0);
        }

        await CreateAsync("large", rows: 1024, frames: 4);
        await DicomFile.FromDumpAsync(StructuredReport, PathOf("report"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    /// <summary>The file of one encoding, of <c>large</c> or of <c>report</c>.</summary>
    public string PathOf(string name) => _folder.File(name + ".dcm");

    /// <summary>The SOP instance UID of the CT image in an encoding. All encodings are one instance.</summary>
    public static string UidOf(string name) => name switch
    {
        "large" => "1.2.826.0.1.3680043.10.1.3.1024",
        "report" => "1.2.826.0.1.3680043.10.1.3.1",
        _ => "1.2.826.0.1.3680043.10.1.3.64",
    };

    /// <summary>Real files, if the environment names a folder of them.</summary>
    public static IReadOnlyList<string> Samples() =>
        Environment.GetEnvironmentVariable(SamplesVariable) is { Length: > 0 } folder
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Makes a series of small images of one study in a folder.</summary>
    public static async Task<IReadOnlyList<string>> CreateSeriesAsync(string folder, int count, string patient = "Series^Test")
    {
        var files = new List<string>();
        for (var number = 1; number <= count; number++)
        {
            var uid = string.Create(CultureInfo.InvariantCulture, $"1.2.826.0.1.3680043.10.2.3.{number}");
            files.Add(await DicomFile.FromDumpAsync(
                Image(uid, "1.2.826.0.1.3680043.10.2.1", patient, rows: 8, frames: 1, await PixelsAsync(folder, 8 * 8 * 2)),
                Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"image{number:000}.dcm"))));
        }

        File.Delete(Path.Combine(folder, "pixels.raw"));
        return files;
    }

    private async Task<string> CreateAsync(string name, int rows, int frames) =>
        await DicomFile.FromDumpAsync(
            Image(
                string.Create(CultureInfo.InvariantCulture, $"1.2.826.0.1.3680043.10.1.3.{rows}"),
                "1.2.826.0.1.3680043.10.1.1", "Müller^Jürgen", rows, frames, await PixelsAsync(_folder.Path, rows * rows * 2 * frames)),
            PathOf(name));

    private static async Task<string> PixelsAsync(string folder, int length)
    {
        var pixels = new byte[length];
        for (var i = 0; i < length; i++)
        {
            pixels[i] = (byte)((i * 7) ^ (i >> 8));
        }

        var path = Path.Combine(folder, "pixels.raw");
        await File.WriteAllBytesAsync(path, pixels);
        return path;
    }

    private static string Image(string uid, string study, string patient, int rows, int frames, string pixels) => string.Create(CultureInfo.InvariantCulture, $"""
        (0008,0005) CS [ISO_IR 192]
        (0008,0008) CS [ORIGINAL\PRIMARY\AXIAL]
        (0008,0016) UI [1.2.840.10008.5.1.4.1.1.2]
        (0008,0018) UI [{uid}]
        (0008,0020) DA [20240229]
        (0008,0030) TM [235959.999]
        (0008,0050) SH [A-1]
        (0008,0060) CS [CT]
        (0008,0090) PN []
        (0008,1140) SQ
        (fffe,e000) -
        (0008,1150) UI [1.2.840.10008.5.1.4.1.1.2]
        (0008,1155) UI [1.2.826.0.1.3680043.10.9.9]
        (fffe,e00d) -
        (fffe,e000) -
        (0008,1150) UI [1.2.840.10008.5.1.4.1.1.4]
        (0008,1155) UI [1.2.826.0.1.3680043.10.9.10]
        (fffe,e00d) -
        (fffe,e0dd) -
        (0010,0010) PN [{patient}]
        (0010,0020) LO [P-1]
        (0011,0010) LO [DICOMACTORS TEST]
        (0011,1001) LT [a private element]
        (0020,000d) UI [{study}]
        (0020,000e) UI [{study}.2]
        (0020,0010) SH [S-1]
        (0020,0011) IS [1]
        (0020,0013) IS [1]
        (0028,0002) US 1
        (0028,0004) CS [MONOCHROME2]
        (0028,0008) IS [{frames}]
        (0028,0010) US {rows}
        (0028,0011) US {rows}
        (0028,0100) US 16
        (0028,0101) US 16
        (0028,0102) US 15
        (0028,0103) US 0
        (0028,1052) DS [-1024]
        (0028,1053) DS [1]
        (7fe0,0010) OW ={pixels}

        """);

    private const string StructuredReport = """
        (0008,0016) UI [1.2.840.10008.5.1.4.1.1.88.11]
        (0008,0018) UI [1.2.826.0.1.3680043.10.1.3.1]
        (0008,0060) CS [SR]
        (0010,0010) PN [Müller^Jürgen]
        (0020,000d) UI [1.2.826.0.1.3680043.10.1.1]
        (0020,000e) UI [1.2.826.0.1.3680043.10.1.1.3]
        (0040,a040) CS [CONTAINER]
        (0040,a050) CS [SEPARATE]
        (0040,a491) CS [COMPLETE]
        (0040,a493) CS [UNVERIFIED]
        (0040,a730) SQ
        (fffe,e000) -
        (0040,a010) CS [CONTAINS]
        (0040,a040) CS [TEXT]
        (0040,a160) UT [odd length text]
        (fffe,e00d) -
        (fffe,e0dd) -

        """;
}
