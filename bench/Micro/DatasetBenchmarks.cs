using BenchmarkDotNet.Attributes;
using DicomActors.Protocol.Data;

namespace Micro;

/// <summary>The header of an image: reading, finding what an index needs, and making one.</summary>
[MemoryDiagnoser]
public class DatasetBenchmarks
{
    private EncodedDataset _dataset = null!;

    public enum Encoding
    {
        ImplicitLittleEndian,
        ExplicitLittleEndian,
        ExplicitBigEndian,
    }

    [ParamsAllValues]
    public Encoding Syntax { get; set; }

    private TransferSyntax TransferSyntax => Syntax switch
    {
        Encoding.ImplicitLittleEndian => TransferSyntax.ImplicitVRLittleEndian,
        Encoding.ExplicitLittleEndian => TransferSyntax.ExplicitVRLittleEndian,
        _ => TransferSyntax.ExplicitVRBigEndian,
    };

    [GlobalSetup]
    public void Prepare() => _dataset = Samples.Header(TransferSyntax).Build();

    /// <summary>Every element, sequences included, no value looked at.</summary>
    [Benchmark]
    public int Read()
    {
        var reader = _dataset.GetReader();
        var tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    /// <summary>Six values of the top level as text.</summary>
    [Benchmark]
    public int ReadTexts()
    {
        var reader = _dataset.GetReader();
        var length = 0;
        while (reader.Read())
        {
            if (reader.TokenType != DatasetTokenType.Element)
            {
                reader.Skip();
            }
            else if (reader.Tag.Group < 0x0011 || reader.Tag.Group == 0x0020)
            {
                length += reader.GetValue().GetText(_dataset.CharacterSet).Length;
            }
        }

        return length;
    }

    [Benchmark]
    public EncodedDataset Build() => Samples.Header(TransferSyntax).Build();
}
