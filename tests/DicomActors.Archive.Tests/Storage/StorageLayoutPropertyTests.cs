using DicomActors.Archive.Storage;
using DicomActors.Protocol.Data;
using FsCheck;
using FsCheck.Fluent;

namespace DicomActors.Archive.Tests.Storage;

public sealed class StorageLayoutPropertyTests
{
    private static readonly string[] Templates =
    [
        "{StudyInstanceUID}/{SeriesInstanceUID}/{SOPInstanceUID}.dcm", "{CallingAE}/{PatientID}/{SOPInstanceUID}", "{CallingAE}{SOPInstanceUID}/x.dcm",
        "{PatientID}/{CallingAE}.{SOPInstanceUID}.dcm", "{PatientID}/{CallingAE}", "{SOPInstanceUID}-{PatientID}.dcm", "img {SOPInstanceUID}/{PatientID}",
        "{CallingAE}-{SOPInstanceUID}.dcm", "{CallingAE}_x{SOPInstanceUID}", "{SOPInstanceUID}-{SOPInstanceUID}", "{PatientID}/{CallingAE}1-{SOPInstanceUID}.1/i",
    ];

    private static readonly Gen<string> Nasty = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements("", ".", "..", "../..", "/", "\\", "CON", "nul.txt", "com1", " ", "a.", ".a", "1.2.3", "1.2", "3.4", "x", "\ud800", "\ufffd", "..\\..", "C:", "~x"),
        Gen.Elements("1", "2", ".", "-", "a", "/", "_", "-x", "0").ListOf().Select(string.Concat));

    private static readonly Gen<string> MaybeUid = Gen.OneOf(
        Nasty,
        Gen.Choose(0, 99).NonEmptyListOf().Select(numbers => "1." + string.Join('.', numbers)),
        // A name that was made for another text: what is sent by someone who wants to overwrite it.
        Nasty.Select(text => FileNames.Clean(text)));

    private static readonly Gen<Stored> Instances =
        from uid in MaybeUid
        from calling in Nasty
        from patient in Nasty
        select new Stored(new Uid(uid), calling, patient);

    [Fact]
    public void AnyValues_GetPath_StaysInTheFolder() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Gen.Zip(Gen.Elements(Templates), Instances).ToArbitrary(), sample =>
        {
            var (template, stored) = sample;
            LayoutRules.AssertHarmless(stored.PathIn(template), template.Count(character => character == '/'));
        }));

    [Fact]
    public void TwoInstances_GetPath_AreTwoFiles() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(Gen.Zip(Gen.Elements(Templates), Gen.Zip(Instances, Instances)).ToArbitrary(), sample =>
        {
            var (template, (one, other)) = sample;
            if (one.Uid != other.Uid)
            {
                Assert.NotEqual(one.PathIn(template), other.PathIn(template), StringComparer.OrdinalIgnoreCase);
            }
        }));

    [Fact]
    public void TwoTexts_Clean_AreTwoNames() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(Gen.Zip(MaybeUid, MaybeUid).ToArbitrary(), texts =>
        {
            var (one, other) = texts;
            Assert.Equal(one == other, FileNames.Clean(one) == FileNames.Clean(other));
        }));

    private sealed record Stored(Uid Uid, string Calling, string Patient)
    {
        public string PathIn(string template) => StorageLayout.Parse(template).GetPath(new LayoutValues(Uid, Calling, "ARCHIVE", Dataset()));

        // As a peer could send it, whatever the VR allows.
        private EncodedDataset Dataset() => new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SpecificCharacterSet, "ISO_IR 192")
            .Add(DicomTag.PatientId, VR.LO, System.Text.Encoding.UTF8.GetBytes(Patient.Length % 2 == 0 ? Patient : Patient + " "))
            .Add(DicomTag.StudyInstanceUid, VR.UI, System.Text.Encoding.UTF8.GetBytes(Patient))
            .Build();
    }
}
