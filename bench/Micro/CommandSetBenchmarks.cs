using BenchmarkDotNet.Attributes;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace Micro;

/// <summary>Command sets between messages and bytes.</summary>
[MemoryDiagnoser]
public class CommandSetBenchmarks
{
    private static readonly CStoreRequest Store = Samples.Store();
    private static readonly CFindRequest Find =
        new(SopClasses.StudyRootFind, new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian).Add(DicomTag.PatientName, "*").Build());

    private readonly byte[] _destination = new byte[1024];
    private CommandSet _set;
    private byte[] _bytes = null!;

    public enum Kind
    {
        EchoRequest,
        EchoResponse,
        StoreRequest,
        StoreResponse,
        FindPending,
    }

    [ParamsAllValues]
    public Kind Message { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var echo = new CEchoRequest();
        _set = Message switch
        {
            Kind.EchoRequest => DimseMessages.ToCommandSet(echo, 7),
            Kind.EchoResponse => DimseMessages.ToCommandSet(DimseResponse.For(echo, DimseStatus.Success), echo, 7),
            Kind.StoreRequest => DimseMessages.ToCommandSet(Store, 7),
            Kind.StoreResponse => DimseMessages.ToCommandSet(DimseResponse.For(Store, DimseStatus.Success), Store, 7),
            _ => DimseMessages.ToCommandSet(new CFindResponse(DimseStatus.Pending) { Identifier = Find.Dataset }, Find, 7),
        };
        _bytes = CommandSetCodec.ToArray(_set);
    }

    [Benchmark]
    public int Encode()
    {
        CommandSetCodec.TryEncode(_set, _destination, out var written);
        return written;
    }

    /// <summary>With the SOP class of the message before, which is that of this one, as the engine does.</summary>
    [Benchmark]
    public CommandSet Decode()
    {
        CommandSetCodec.TryDecode(_bytes, out var set, out _, _set.AffectedSopClassUid);
        return set;
    }
}
