using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Storage;

/// <summary>
/// How an archive names its files: a template such as <c>{StudyInstanceUID}/{SeriesInstanceUID}/{SOPInstanceUID}.dcm</c>. In braces
/// stands the keyword of any attribute with text or integers (PS3.6), or <c>CallingAE</c> or <c>CalledAE</c>. Immutable.
/// </summary>
/// <remarks>
/// Whatever a peer sends, the path stays in the folder: each part between slashes is made a harmless name
/// (no separators, control characters or names that Windows reserves, at most 200 bytes), and an empty value becomes <c>unknown</c>. Two SOP instances never get the same path: a name that had
/// to be changed carries a hash of what it was, and a template from which the SOP Instance UID cannot be read again gets
/// it appended to the last part: it can where it stands alone in a part but for fixed text, or at the end of one behind a character
/// that is neither digit nor dot.
/// </remarks>
public sealed class StorageLayout
{
    /// <summary>Stands for a value that is empty or absent.</summary>
    public const string EmptyValue = "unknown";

    private const int LongestTemplate = 1000;
    private const int MostFolders = 15;
    private const int LongestExtension = 16;

    private readonly ImmutableArray<ImmutableArray<LayoutPart>> _segments;
    private readonly string _extension;
    private readonly bool _appendsUid;

    private StorageLayout(string template, ImmutableArray<ImmutableArray<LayoutPart>> segments)
    {
        Template = template;
        _segments = segments;
        _extension = ExtensionOf(segments[^1]);
        _appendsUid = !segments.Any(NamesInstance);
    }

    /// <summary><c>{StudyInstanceUID}/{SeriesInstanceUID}/{SOPInstanceUID}.dcm</c>.</summary>
    public static StorageLayout Default { get; } = Parse("{StudyInstanceUID}/{SeriesInstanceUID}/{SOPInstanceUID}.dcm");

    /// <summary>One file per instance, all in one folder: <c>{SOPInstanceUID}.dcm</c>.</summary>
    public static StorageLayout Flat { get; } = Parse("{SOPInstanceUID}.dcm");

    /// <summary>What it was parsed from.</summary>
    public string Template { get; }

    /// <summary>Parses a template.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static StorageLayout Parse(string template) =>
        TryParse(template, out var layout, out var problem) ? layout : throw new FormatException(problem);

    /// <summary>Parses a template, or says in a sentence what is wrong with it.</summary>
    public static bool TryParse(string template, [NotNullWhen(true)] out StorageLayout? layout, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(template);
        layout = null;
        problem = ProblemOf(template);
        if (problem is not null)
        {
            return false;
        }

        var segments = ImmutableArray.CreateBuilder<ImmutableArray<LayoutPart>>();
        foreach (var text in template.Split('/'))
        {
            if (LayoutParser.Parse(text, out problem) is not { } segment)
            {
                problem = $"The layout '{template}' cannot be used: {problem}";
                return false;
            }

            segments.Add(segment);
        }

        layout = new StorageLayout(template, segments.ToImmutable());
        return true;
    }

    /// <summary>The path of an instance below the archive's folder, with <c>/</c> between the parts on every system.</summary>
    public string GetPath(LayoutValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var path = new StringBuilder();
        for (var index = 0; index < _segments.Length; index++)
        {
            var isLast = index == _segments.Length - 1;
            var extension = isLast ? _extension : "";
            var name = string.Concat(_segments[index].Select(part => part.TextOf(values)));
            var stem = name[..^extension.Length];
            // A text that is no UID may look like anything, the name of another instance included.
            if ((isLast && _appendsUid) || (!values.SopInstanceUid.IsValid && NamesInstance(_segments[index])))
            {
                stem = $"{stem}-{Distinct(values.SopInstanceUid)}";
            }

            path.Append(index == 0 ? "" : "/").Append(FileNames.Clean(stem, extension));
        }

        return path.ToString();
    }

    /// <summary>The template.</summary>
    public override string ToString() => Template;

    // A valid UID holds no '-': what follows the last one is the UID, whatever values stand before it.
    private static string Distinct(Uid uid) => uid.IsValid ? uid.Value : FileNames.HashOf(uid.Value);

    // The UID alone with fixed text, or at the end behind something that no UID holds: then it can be read from the name again.
    private static bool NamesInstance(ImmutableArray<LayoutPart> segment)
    {
        var place = segment.Select((part, index) => part.Tag == DicomTag.SopInstanceUid ? index : -1).Max();
        if (place < 0 || segment.Skip(place + 1).Any(part => part.IsField))
        {
            return false;
        }

        var before = place == 0 ? "" : segment[place - 1].Literal;
        return segment.Count(part => part.IsField) == 1 || (before.Length > 0 && before[^1] != '.' && !char.IsAsciiDigit(before[^1]));
    }

    private static string ExtensionOf(ImmutableArray<LayoutPart> segment)
    {
        var text = segment[^1] is { IsField: false } literal ? literal.Literal : "";
        var dot = text.LastIndexOf('.');
        return dot < 0 || (dot == 0 && segment.Length == 1) || text.Length - dot > LongestExtension ? "" : text[dot..];
    }

    private static string? ProblemOf(string template)
    {
        if (string.IsNullOrWhiteSpace(template))
        {
            return "The layout is empty; an example is {StudyInstanceUID}/{SeriesInstanceUID}/{SOPInstanceUID}.dcm.";
        }

        return template switch
        {
            { Length: > LongestTemplate } => $"The layout has {template.Length} characters; {LongestTemplate} are allowed.",
            _ when template.Contains('\\', StringComparison.Ordinal) => $"The layout '{template}' cannot be used: folders are separated by '/', not by a backslash.",
            ['/', ..] => $"The layout '{template}' cannot be used: it is absolute. Paths are below the archive's folder, so take the first '/' away.",
            _ when template.Count(character => character == '/') > MostFolders => $"The layout '{template}' cannot be used: it has more than {MostFolders} folders.",
            _ => null,
        };
    }
}
