using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Associations;

// PS3.4 B.3.1, service class application information of a storage SOP class:
//
//   0    level of support
//   1    reserved, 0
//   2    level of digital signature support, 0 to 3
//   3    reserved, 0
//   4    element coercion
//   5    reserved, 0

/// <summary>Extended negotiation of the storage SOP classes (PS3.4 B.3.1): what the acceptor does with what it stores.</summary>
/// <param name="SupportLevel">Which attributes are kept.</param>
/// <param name="DigitalSignatureLevel">0: not said, or not a level 2 SCP; 1 to 3: signature levels of the standard.</param>
/// <param name="ElementCoercion">Whether attributes are changed.</param>
public sealed record StorageExtendedNegotiation(StorageSupportLevel SupportLevel, byte DigitalSignatureLevel, ElementCoercion ElementCoercion)
{
    /// <summary>Reads application information; bytes that are missing count as 0, bytes beyond are ignored.</summary>
    public static StorageExtendedNegotiation Parse(ItemList<byte> information)
    {
        byte At(int index) => index < information.Count ? information[index] : (byte)0;
        return new StorageExtendedNegotiation((StorageSupportLevel)At(0), At(2), (ElementCoercion)At(4));
    }

    /// <summary>The application information, 6 bytes.</summary>
    public ItemList<byte> Encode() => [(byte)SupportLevel, 0, DigitalSignatureLevel, 0, (byte)ElementCoercion, 0];

    /// <summary>The sub-item for a SOP class.</summary>
    public SopClassExtendedNegotiation For(Uid sopClass) => new(sopClass, Encode());
}
