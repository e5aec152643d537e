using System.Globalization;

namespace DicomActors.Outbox;

/// <summary>Names an entry of one outbox file. Never used twice.</summary>
/// <param name="Value">1 or more; later entries have higher ones.</param>
public readonly record struct OutboxId(long Value)
{
    /// <summary>As "outbox-17".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"outbox-{Value}");
}
