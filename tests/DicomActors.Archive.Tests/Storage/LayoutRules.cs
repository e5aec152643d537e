using System.Text;
using System.Text.RegularExpressions;

namespace DicomActors.Archive.Tests.Storage;

/// <summary>What every path below an archive's folder must be, written independently of the code that makes them.</summary>
internal static partial class LayoutRules
{
    public static void AssertHarmless(string path, int folders)
    {
        var parts = path.Split('/');
        Assert.True(parts.Length == folders + 1, $"'{path}' should have {folders} folders.");
        foreach (var part in parts)
        {
            Assert.True(part.Length > 0, $"'{path}' has an empty part.");
            Assert.True(Encoding.UTF8.GetByteCount(part) <= 255, $"'{part}' is too long.");
            Assert.False(part[0] is '.' or ' ' || part[^1] is '.' or ' ', $"'{part}' begins or ends with a dot or a space.");
            Assert.False(part.IndexOfAny(['\\', ':', '*', '?', '"', '<', '>', '|']) >= 0, $"'{part}' holds what Windows reserves.");
            Assert.False(part.Any(char.IsControl), $"'{part}' holds a control character.");
            Assert.False(Device().IsMatch(part), $"'{part}' is a device of Windows.");
        }

        var root = Path.GetFullPath("/archive/root");
        Assert.StartsWith(root + Path.DirectorySeparatorChar, Path.GetFullPath(Path.Combine(root, path)), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(CON|PRN|AUX|NUL|COM[0-9\u00b9\u00b2\u00b3]|LPT[0-9\u00b9\u00b2\u00b3]) *(\..*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
