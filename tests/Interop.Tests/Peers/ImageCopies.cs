using System.Globalization;
using System.Text;

namespace DicomActors.Interop.Tests.Peers;

/// <summary>Many instances of one series, by writing other UIDs of the same length into copies of one file.</summary>
internal static class ImageCopies
{
    private const string Original = "1.2.826.0.1.3680043.10.2.3.1";

    /// <summary>The study all copies belong to.</summary>
    public const string StudyUid = "1.2.826.0.1.3680043.10.2.1";

    /// <summary>The series all copies belong to.</summary>
    public const string SeriesUid = StudyUid + ".2";

    /// <summary>The SOP instance UID of copy number 0 to 899: as long as the original's.</summary>
    public static string UidOf(int number) => string.Create(CultureInfo.InvariantCulture, $"1.2.826.0.1.3680043.10.7.{100 + number}");

    /// <summary>Makes the copies in a folder.</summary>
    public static async Task<IReadOnlyList<string>> CreateAsync(string folder, int count)
    {
        var original = (await TestImages.CreateSeriesAsync(folder, 1))[0];
        var bytes = await File.ReadAllBytesAsync(original);
        File.Delete(original);
        var files = new List<string>();
        for (var number = 0; number < count; number++)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"copy{number:0000}.dcm"));
            await File.WriteAllBytesAsync(path, WithUid(bytes, UidOf(number)));
            files.Add(path);
        }

        return files;
    }

    private static byte[] WithUid(byte[] file, string uid)
    {
        var copy = file.ToArray();
        var (from, to) = (Encoding.ASCII.GetBytes(Original), Encoding.ASCII.GetBytes(uid));
        var replaced = 0;
        for (var at = copy.AsSpan().IndexOf(from); at >= 0; at = copy.AsSpan().IndexOf(from))
        {
            to.CopyTo(copy, at);
            replaced++;
        }

        Assert.True(replaced == 2, $"the UID should be there twice, in the meta information and in the data set, not {replaced} times");
        return copy;
    }
}
