using System.Diagnostics.CodeAnalysis;

namespace DicomActors.Protocol.Data;

/// <content>Attributes named by text, as matching keys of a query are.</content>
public sealed partial class DatasetBuilder
{
    /// <summary>
    /// Adds an attribute given as <c>path=value</c> (see <see cref="AttributePath.TryParse"/>), such as <c>PatientName=DOE*</c>,
    /// <c>0010,0020=1</c>, <c>ScheduledProcedureStepSequence[0].Modality=CT</c>. Without <c>=</c> the value is empty, which in
    /// a query asks for the attribute to be returned (universal matching, PS3.4 C.2.2.2.3).
    /// </summary>
    public bool TryAddKey(string key, [NotNullWhen(false)] out string? error)
    {
        var equals = key.IndexOf('=', StringComparison.Ordinal);
        var value = equals < 0 ? string.Empty : key[(equals + 1)..];
        return AttributePath.TryParse(equals < 0 ? key : key[..equals], out var path, out error)
            && TryAdd(path, value, out error);
    }

    /// <summary>
    /// Adds an attribute at this place, from text as <see cref="Add(DicomTag, string)"/> takes it; items on the way are made.
    /// An item can only be made right after the last one.
    /// </summary>
    public bool TryAdd(AttributePath path, string value, [NotNullWhen(false)] out string? error)
    {
        // Tried apart first, so that a refused attribute leaves nothing behind.
        var vr = TagDictionary.FindVR(path.Tag);
        if (!CanReach(path, out error) || !new DatasetBuilder(TransferSyntax).TryAdd(path.Tag, vr, value, out error))
        {
            return false;
        }

        var builder = this;
        foreach (var (sequence, index) in path.Items)
        {
            var items = builder.GetSequence(sequence).Items;
            builder = index == items.Count ? builder.AddItem(sequence) : items[index];
        }

        return builder.TryAdd(path.Tag, vr, value, out error);
    }

    private bool CanReach(AttributePath path, [NotNullWhen(false)] out string? error)
    {
        error = null;
        var builder = this;
        foreach (var (sequence, index) in path.Items)
        {
            var items = builder is not null && builder._elements.TryGetValue(sequence, out var element) && element is SequenceElement found
                ? found.Items
                : [];
            if (index > items.Count)
            {
                error = $"{path}: {Describe(sequence)} has {items.Count} items, so item {items.Count} is the next that can be added.";
                return false;
            }

            builder = index < items.Count ? items[index] : null;
        }

        return true;
    }
}
