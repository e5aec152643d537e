using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Pdus;
using FsCheck;
using FsCheck.Fluent;

namespace DicomActors.Protocol.Tests.Codec;

public sealed class PduPropertyTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure;

    private static Gen<byte> AnyByte => Gen.Choose(0, 255).Select(static value => (byte)value);

    private static Gen<Uid> AnyUid =>
        Gen.Choose(0, 99999).ListOf(6).Select(static parts => new Uid("1." + string.Join('.', parts)));

    private static Gen<ItemList<byte>> AnyBytes =>
        from length in Gen.Choose(0, 40)
        from bytes in AnyByte.ArrayOf(length)
        select ItemList.Create<byte>(bytes);

    private static Gen<string> AnyTitle =>
        from length in Gen.Choose(1, 16)
        from characters in Gen.Choose('0', 'Z').Select(static value => (char)value).ArrayOf(length)
        select new string(characters);

    private static Gen<PresentationContextProposalItem> Proposal(byte id) =>
        from abstractSyntax in AnyUid
        from count in Gen.Choose(0, 5)
        from transferSyntaxes in AnyUid.ArrayOf(count)
        select new PresentationContextProposalItem(id, abstractSyntax, ItemList.Create<Uid>(transferSyntaxes));

    private static Gen<UserInformation> AnyUserInformation =>
        from maximum in Gen.Choose(0, int.MaxValue)
        from implementation in AnyUid
        from role in AnyUid.Select(static uid => new RoleSelection(uid, true, false))
        from information in AnyBytes
        from secret in AnyBytes
        from related in AnyUid.ArrayOf(3)
        from window in Gen.Choose(0, ushort.MaxValue)
        from has in Gen.Choose(0, 127)
        select new UserInformation
        {
            MaximumLength = (has & 1) != 0 ? (uint)maximum : null,
            ImplementationClassUid = implementation,
            ImplementationVersionName = (has & 2) != 0 ? "VERSION" : null,
            AsynchronousOperationsWindow = (has & 4) != 0 ? new AsynchronousOperationsWindow((ushort)window, 1) : null,
            RoleSelections = (has & 8) != 0 ? [role, role] : [],
            SopClassExtendedNegotiations = (has & 16) != 0 ? [new SopClassExtendedNegotiation(implementation, information)] : [],
            SopClassCommonExtendedNegotiations = (has & 32) != 0 ? [new SopClassCommonExtendedNegotiation(implementation, implementation, ItemList.Create<Uid>(related))] : [],
            UserIdentity = (has & 64) != 0 ? new UserIdentity((UserIdentityType)(has % 7), true, information, secret) : null,
        };

    private static Gen<AssociateRequestPdu> AnyRequest =>
        from called in AnyTitle
        from calling in AnyTitle
        from count in Gen.Choose(0, 128)
        from proposals in Gen.CollectToArray(Enumerable.Range(0, count), static number => Proposal((byte)((2 * number) + 1)))
        from information in AnyUserInformation
        select new AssociateRequestPdu
        {
            FixedFields = new AssociateFixedFields(called, calling),
            PresentationContexts = ItemList.Create<PresentationContextProposalItem>(proposals),
            UserInformation = information,
        };

    [Fact]
    public void Request_EncodedAndDecoded_IsEqual() =>
        Check.One(Quick, Prop.ForAll(AnyRequest.ToArbitrary(), static request =>
            request.Equals(Assert.Single(Transcript.Of(PduWriter.ToArray(request)).Pdus))));

    [Fact]
    public void Garbage_BehindAnyPduType_NeverThrows() =>
        Check.One(Quick.WithMaxTest(2000), Prop.ForAll(
            (from type in Gen.Choose(1, 7) from length in Gen.Choose(0, 300) from bytes in AnyByte.ArrayOf(length) select Bytes.Pdu((byte)type, bytes)).ToArbitrary(),
            static bytes => Transcript.Of(bytes).Position <= bytes.Length));

    [Fact]
    public void CapturedPdu_WithBytesChanged_NeverThrows()
    {
        byte[][] pdus = [.. Captures.Pdus.Select(static pdu => pdu.Bytes).Where(static bytes => bytes.Length < 3000)];
        Gen<byte[]> damaged =
            from pdu in Gen.Elements(pdus)
            from changes in Gen.Choose(1, 4)
            from indexes in Gen.Choose(0, pdu.Length - 1).ArrayOf(changes)
            from values in AnyByte.ArrayOf(changes)
            select Damage(pdu, indexes, values);
        Check.One(Quick.WithMaxTest(5000), Prop.ForAll(damaged.ToArbitrary(), static bytes => Transcript.Of(bytes).Position <= bytes.Length));
    }

    [Fact]
    public void CapturedStream_InRandomSegments_ReadsTheSame()
    {
        byte[][] streams = [.. Captures.All.Select(static capture => capture.Bytes).Where(static bytes => bytes.Length < 20_000)];
        Gen<(byte[] Stream, int[] Lengths)> cut =
            from stream in Gen.Elements(streams)
            from lengths in Gen.Choose(1, 200).ArrayOf(50)
            select (stream, lengths);
        Check.One(Quick.WithMaxTest(300), Prop.ForAll(cut.ToArbitrary(), static cut =>
            Transcript.Of(cut.Stream).ToString() == Transcript.Of(Segments(cut.Stream, cut.Lengths)).ToString()));
    }

    private static byte[] Damage(byte[] pdu, int[] indexes, byte[] values)
    {
        byte[] copy = [.. pdu];
        for (int change = 0; change < indexes.Length; change++)
        {
            copy[indexes[change]] = values[change];
        }

        return copy;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Segments(byte[] stream, int[] lengths)
    {
        int start = 0;
        for (int number = 0; start < stream.Length; number++)
        {
            int length = Math.Min(lengths[number % lengths.Length], stream.Length - start);
            yield return stream.AsMemory(start, length);
            start += length;
        }
    }
}
