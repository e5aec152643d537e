namespace DicomActors.Protocol.Data;

/// <content>Private elements (PS3.5 7.8).</content>
public sealed partial class DatasetBuilder
{
    /// <summary>
    /// Reserves a block of private elements for a creator, or finds the one it has, and returns the block's first tag
    /// (gggg,xx00); the 256 elements from there on are the creator's to define.
    /// </summary>
    /// <exception cref="ArgumentException">The group is even.</exception>
    /// <exception cref="InvalidOperationException">All 240 blocks of the group are taken.</exception>
    public DicomTag ReservePrivateBlock(ushort group, string creator)
    {
        if ((group & 1) == 0)
        {
            throw new ArgumentException($"{group:X4} is not a private group.", nameof(group));
        }

        for (var block = 0x10; block <= 0xFF; block++)
        {
            var tag = new DicomTag(group, (ushort)block);
            if (!_elements.TryGetValue(tag, out var element))
            {
                Add(tag, VR.LO, creator);
                return new DicomTag(group, (ushort)(block << 8));
            }

            if (element.Text?.Trim() == creator)
            {
                return new DicomTag(group, (ushort)(block << 8));
            }
        }

        throw new InvalidOperationException($"Group {group:X4} has no free block.");
    }
}
