using DicomActors.Protocol.Codec;

namespace DicomActors.Protocol.Pdus;

// PS3.7 D.3.3.3, asynchronous operations window sub-item:
//
//   0      53H
//   1      reserved, 0
//   2-3    item length, 4
//   4-5    maximum number of operations invoked
//   6-7    maximum number of operations performed

/// <summary>
/// How many operations may be outstanding at once (PS3.7 D.3.3.3). Both numbers keep the association requestor's point of view, in the
/// answer too; 0 means no limit.
/// </summary>
/// <param name="Invoked">Operations the requestor may have outstanding towards the acceptor.</param>
/// <param name="Performed">Operations the acceptor may have outstanding towards the requestor.</param>
public sealed record AsynchronousOperationsWindow(ushort Invoked, ushort Performed)
{
    /// <summary>What holds when nothing is negotiated: one operation at a time in each direction.</summary>
    public static AsynchronousOperationsWindow Synchronous { get; } = new(1, 1);

    /// <summary>The stricter of two limits, where 0 is no limit.</summary>
    public static ushort Stricter(ushort first, ushort second) =>
        first == 0 ? second : second == 0 ? first : Math.Min(first, second);

    internal static AsynchronousOperationsWindow Read(ref ItemReader reader)
    {
        const string Section = "PS3.7 D.3.3.3";
        var window = new AsynchronousOperationsWindow(
            reader.ReadUInt16("maximum number operations invoked", Section),
            reader.ReadUInt16("maximum number operations performed", Section));
        reader.RequireEnd("asynchronous operations window sub-item", Section);
        return window;
    }

    internal void Write(ItemWriter writer)
    {
        int start = writer.BeginItem(ItemType.AsynchronousOperationsWindow);
        writer.WriteUInt16(Invoked);
        writer.WriteUInt16(Performed);
        writer.EndItem(start, "asynchronous operations window sub-item");
    }
}
