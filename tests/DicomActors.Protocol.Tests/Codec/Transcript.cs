using System.Text;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Codec;

/// <summary>What a reader made of a stream, independent of how the stream was cut into segments.</summary>
internal sealed class Transcript
{
    private readonly List<string> _entries = [];
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

    public override string ToString() => string.Join('\n', _entries) + (Error is null ? string.Empty : $"\nerror: {Error}");

    private bool Feed(PduReader reader, ReadOnlyMemory<byte> segment)
    {
        while (true)
        {
            PduReadResult result = reader.Read(segment);
            Assert.InRange(result.Consumed, 0, segment.Length);
            segment = segment[result.Consumed..];
            switch (result.Status)
            {
                case PduReadStatus.NeedMoreData:
                    Assert.True(segment.IsEmpty, "NeedMoreData must have taken everything.");
                    return true;
                case PduReadStatus.Pdu:
                    Pdus.Add(result.Pdu!);
                    _entries.Add(Convert.ToHexString(PduWriter.ToArray(result.Pdu!)));
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
        if (!fragment.EndsPdv)
        {
            return;
        }

        _entries.Add(new StringBuilder()
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"PDV context {fragment.PresentationContextId} ")
            .Append(fragment.IsCommand ? "command " : "data ")
            .Append(fragment.IsLastFragment ? "last " : string.Empty)
            .Append(Convert.ToHexString(_pdv.ToArray()))
            .ToString());
        _pdv.Clear();
    }
}
