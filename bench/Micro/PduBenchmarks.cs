using System.Buffers;
using BenchmarkDotNet.Attributes;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Pdus;

namespace Micro;

/// <summary>The PDUs of an association, one at a time, without payload.</summary>
[MemoryDiagnoser]
public class PduBenchmarks
{
    private readonly ArrayBufferWriter<byte> _destination = new(64 << 10);
    private Pdu _pdu = null!;
    private byte[] _bytes = null!;

    public enum Kind
    {
        AssociateRequest,
        AssociateAccept,
        AssociateReject,
        ReleaseRequest,
        Abort,
    }

    [ParamsAllValues]
    public Kind Type { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _pdu = Type switch
        {
            Kind.AssociateRequest => RequestorNegotiation.CreateRequest(Samples.Proposal(), PduLimits.Default),
            Kind.AssociateAccept => Samples.Agree(Samples.Proposal()).Pdu,
            Kind.AssociateReject => new AssociateRejectPdu(RejectResult.Transient, RejectSource.ServiceUser, 1),
            Kind.ReleaseRequest => ReleaseRequestPdu.Instance,
            _ => AbortPdu.ByServiceUser,
        };
        _bytes = PduWriter.ToArray(_pdu);
    }

    [Benchmark]
    public int Write()
    {
        _destination.ResetWrittenCount();
        PduWriter.Write(_pdu, _destination);
        return _destination.WrittenCount;
    }

    /// <summary>The reader is new, as it is for every connection.</summary>
    [Benchmark]
    public Pdu Read() => new PduReader(PduLimits.Default).Read(_bytes).Pdu!;
}
