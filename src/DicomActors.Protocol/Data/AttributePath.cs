using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DicomActors.Protocol.Data;

/// <summary>Where an attribute stands in a data set: the items of sequences to go through, then its tag.</summary>
/// <param name="Items">The sequences and the items in them, outermost first; none at the top level.</param>
/// <param name="Tag">The attribute.</param>
public sealed record AttributePath(ImmutableArray<SequenceItem> Items, DicomTag Tag)
{
    /// <summary>
    /// Reads paths such as <c>PatientName</c>, <c>0010,0010</c>, <c>ScheduledProcedureStepSequence[0].Modality</c>; without
    /// an index the first item is meant. A wrong keyword is answered with the keywords it resembles.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AttributePath? path, [NotNullWhen(false)] out string? error)
    {
        path = null;
        var steps = text.Split('.', StringSplitOptions.TrimEntries);
        var items = ImmutableArray.CreateBuilder<SequenceItem>(steps.Length - 1);
        foreach (var step in steps[..^1])
        {
            if (!TryParseItem(step, out var item, out error))
            {
                return false;
            }

            items.Add(item);
        }

        if (!TryParseTag(steps[^1], out var tag, out error))
        {
            return false;
        }

        path = new AttributePath(items.ToImmutable(), tag);
        return true;
    }

    /// <summary>The path as <see cref="TryParse"/> reads it.</summary>
    public override string ToString() =>
        string.Concat(Items.Select(item => $"{NameOf(item.Sequence)}[{item.Index}].")) + NameOf(Tag);

    /// <inheritdoc/>
    public bool Equals(AttributePath? other) => other is not null && Tag == other.Tag && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(Tag.GetHashCode(), HashCode.Combine);

    private static bool TryParseItem(string step, out SequenceItem item, [NotNullWhen(false)] out string? error)
    {
        item = default;
        var index = 0;
        var name = step;
        if (step.IndexOf('[', StringComparison.Ordinal) is var open and >= 0)
        {
            name = step[..open];
            if (!step.EndsWith(']')
                || !int.TryParse(step.AsSpan(open + 1, step.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out index))
            {
                error = $"'{step}' is not a sequence with an item number like {name}[0].";
                return false;
            }
        }

        if (!TryParseTag(name, out var tag, out error))
        {
            return false;
        }

        if (TagDictionary.FindVR(tag) is not (VR.SQ or VR.UN))
        {
            error = $"'{name}' is not a sequence, so '{step}.' cannot be followed by another attribute.";
            return false;
        }

        item = new SequenceItem(tag, index);
        return true;
    }

    private static bool TryParseTag(string name, out DicomTag tag, [NotNullWhen(false)] out string? error)
    {
        error = null;
        if (DicomTag.TryParse(name, out tag))
        {
            return true;
        }

        error = name.Length == 0
            ? "An attribute is missing: expected a keyword like PatientName or a tag like 0010,0010."
            : TagDictionary.SuggestKeywords(name) switch
            {
                [] => $"'{name}' is neither a DICOM keyword nor a tag like 0010,0010.",
                var close => $"'{name}' is not a DICOM keyword. Did you mean {string.Join(" or ", close)}?",
            };
        return false;
    }

    private static string NameOf(DicomTag tag) => tag.Keyword is { Length: > 0 } keyword ? keyword : $"{tag.Group:X4},{tag.Element:X4}";
}
