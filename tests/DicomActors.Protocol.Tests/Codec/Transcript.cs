using System.Text;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Codec;

/// <summary>What a reader made of a stream, independent of how the stream was cut into segments. Compared by content.</summary>
internal sealed class Transcript : IEquatable<Transcript>
{
    private readonly List<object> _entries = [];
    private readonly List<byte> _pdv = [];

    public List<Pdu> Pdus { get; } = [];

    public PduError? Error { get; private set; }

    public bool EndsAtBoundary { get; private set; }

    public long Position { get; private set; }

    public static Transcript Of(IEnumerable<ReadOnlyMemory<byte>> segments, PduLimits? limits = null)
    {
        var transcript = new Transcript();
        var reader = new PduReader(limits ?? PduLimits.Default);
        foreach (ReadOnlyMemory<byte> segment in segments)
        {
            if (!transcript.Feed(reader, segment))
            {
                break;
            }
        }

        transcript.EndsAtBoundary = reader.IsAtPduBoundary;
        transcript.Position = reader.Position;
        return transcript;
    }

    public static Transcript Of(byte[] bytes, PduLimits? limits = null) => Of([bytes], limits);

    public bool Equals(Transcript? other) =>
        other is not null && Error == other.Error && EndsAtBoundary == other.EndsAtBoundary && _entries.SequenceEqual(other._entries);

    public override bool Equals(object? obj) => Equals(obj as Transcript);

    public override int GetHashCode() => _entries.Count;

    public override string ToString() => string.Join('\n', _entries.Select(Describe)) + (Error is null ? string.Empty : $"\nerror: {Error}");

    private static string Describe(object entry) => entry is Pdu pdu ? Convert.ToHexString(PduWriter.ToArray(pdu)) : entry.ToString()!;

    private bool Feed(PduReader reader, ReadOnlyMemory<byte> segment)
    {
        while (true)
        {
            PduReadResult result = reader.Read(segment);
            Assert.True(result.Consumed >= 0 && result.Consumed <= segment.Length, "A read takes no more than there is.");
            segment = segment[result.Consumed..];
            switch (result.Status)
            {
                case PduReadStatus.NeedMoreData:
                    Assert.True(segment.IsEmpty, "NeedMoreData must have taken everything.");
                    return true;
                case PduReadStatus.Pdu:
                    Pdus.Add(result.Pdu!);
                    _entries.Add(result.Pdu!);
                    break;
                case PduReadStatus.DataFragment:
                    Add(result.Fragment);
                    break;
                default:
                    Error = result.Error;
                    Assert.NotNull(Error);
                    return false;
            }
        }
    }

    private void Add(DataFragment fragment)
    {
        _pdv.AddRange(fragment.Payload.Span);
        if (fragment.EndsPdv)
        {
            _entries.Add(new Pdv(fragment.PresentationContextId, fragment.IsCommand, fragment.IsLastFragment, [.. _pdv]));
            _pdv.Clear();
        }
    }

    private sealed record Pdv(byte Context, bool IsCommand, bool IsLast, ItemList<byte> Payload)
    {
        public override string ToString() => new StringBuilder()
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"PDV context {Context} ")
            .Append(IsCommand ? "command " : "data ")
            .Append(IsLast ? "last " : string.Empty)
            .Append(Convert.ToHexString(Payload.Span))
            .ToString();
    }
}
