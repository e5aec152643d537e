using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DicomActors.Archive.Storage;
using DicomActors.Node.CommandLine;

namespace DicomActors.Node.Listening;

/// <summary>The options of a verb that say how instances are stored: <c>--layout</c>, <c>--duplicates</c>, <c>--min-free</c>.</summary>
internal sealed class StorageArguments
{
    private const string Units = "KMGT";

    private static readonly (string Name, DuplicatePolicy Policy)[] Policies =
    [
        ("replace", DuplicatePolicy.Replace),
        ("keep", DuplicatePolicy.Keep),
        ("identical", DuplicatePolicy.ReplaceIfIdentical),
        ("refuse", DuplicatePolicy.Refuse),
    ];

    private readonly ArchiveStorageOptions _standard;

    private readonly Option<string> _layout = new("--layout")
    {
        Description = "Names of the files below the folder: attributes, CallingAE and CalledAE in braces. Names that lack the SOP instance UID get it appended.",
        HelpName = "TEMPLATE",
    };

    private readonly Option<string> _duplicates = new("--duplicates")
    {
        Description = "An instance that comes again: replaces the first, the first is kept, replaces it if identical and is refused if not, is refused.",
    };

    private readonly Option<long> _minimumFree = new("--min-free")
    {
        Description = "Refuse what would leave less than this free on the disk: bytes, or with K, M, G, T. Default 256M.",
        HelpName = "SIZE",
    };

    /// <summary>Gives the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="standard">What holds where the user does not choose.</param>
    public StorageArguments(VerbCommand verb, ArchiveStorageOptions standard)
    {
        _standard = standard;
        _layout.DefaultValueFactory = _ => standard.Layout.Template;
        _duplicates.DefaultValueFactory = _ => Policies.First(policy => policy.Policy == standard.Duplicates).Name;
        _minimumFree.DefaultValueFactory = _ => standard.MinimumFreeBytes;
        _layout.Validators.Add(Check);
        _duplicates.AcceptOnlyFromAmong([.. Policies.Select(policy => policy.Name)]);
        _minimumFree.CustomParser = ParseSize;
        verb.Add(_layout);
        verb.Add(_duplicates);
        verb.Add(_minimumFree);
    }

    /// <summary>One file per instance in one folder, the last of two winning: what is expected where nothing can be chosen.</summary>
    public static ArchiveStorageOptions Simple(string folder) => new(folder)
    {
        Layout = StorageLayout.Flat,
        Duplicates = DuplicatePolicy.Replace,
        RequiresStudyAndSeries = false,
    };

    /// <summary>What the user has chosen.</summary>
    public ArchiveStorageOptions Read(ParseResult arguments, string folder) => _standard with
    {
        Folder = folder,
        Layout = StorageLayout.Parse(arguments.GetRequiredValue(_layout)),
        Duplicates = Policies.First(policy => policy.Name == arguments.GetRequiredValue(_duplicates)).Policy,
        MinimumFreeBytes = arguments.GetValue(_minimumFree),
    };

    private static void Check(OptionResult result)
    {
        if (result.Tokens is [{ Value: var template }, ..] && !StorageLayout.TryParse(template, out _, out var problem))
        {
            result.AddError($"--layout: {problem}");
        }
    }

    private static long ParseSize(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var unit = text.Length == 0 ? -1 : Units.IndexOf(char.ToUpperInvariant(text[^1]), StringComparison.Ordinal);
        var shift = 10 * (unit + 1);
        if (long.TryParse(unit < 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size <= long.MaxValue >> shift)
        {
            return size << shift;
        }

        result.AddError($"--min-free '{text}': must be a number of bytes, or one with K, M, G or T, such as 500M.");
        return 0;
    }
}
