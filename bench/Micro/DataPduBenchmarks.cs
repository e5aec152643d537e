using BenchmarkDotNet.Attributes;
using DicomActors.Protocol.Codec;

namespace Micro;

/// <summary>P-DATA-TF PDUs of a received instance, as they come off the socket in pieces.</summary>
[MemoryDiagnoser]
public class DataPduBenchmarks
{
    private readonly PduReader _reader = new(PduLimits.Default);
    private byte[] _bytes = null!;

    /// <summary>Payload bytes of each PDU.</summary>
    [Params(16 << 10, 250 << 10)]
    public int Fragment { get; set; }

    /// <summary>Bytes of each read: a segment on Ethernet, and what a busy socket gives.</summary>
    [Params(1460, 256 << 10)]
    public int Piece { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var count = Samples.InstanceLength / Fragment;
        var length = PduWriter.DataHeaderLength + Fragment;
        _bytes = new byte[count * length];
        for (var i = 0; i < count; i++)
        {
            PduWriter.WriteDataHeaders(_bytes.AsSpan(i * length), 1, command: false, last: i == count - 1, Fragment);
        }
    }

    /// <summary>Half a megabyte: headers are read, payload is handed on where it lies.</summary>
    [Benchmark]
    public long Read()
    {
        var payload = 0L;
        for (var start = 0; start < _bytes.Length; start += Piece)
        {
            var rest = _bytes.AsMemory(start, Math.Min(Piece, _bytes.Length - start));
            while (true)
            {
                var result = _reader.Read(rest);
                if (result.Status == PduReadStatus.NeedMoreData)
                {
                    break;
                }

                payload += result.Fragment.Payload.Length;
                rest = rest[result.Consumed..];
            }
        }

        return payload;
    }

    /// <summary>The headers of the same PDUs.</summary>
    [Benchmark]
    public void WriteHeaders()
    {
        var length = PduWriter.DataHeaderLength + Fragment;
        for (var start = 0; start < _bytes.Length; start += length)
        {
            PduWriter.WriteDataHeaders(_bytes.AsSpan(start), 1, command: false, last: start + length == _bytes.Length, Fragment);
        }
    }
}
