using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class DictionaryTests
{
    [Theory]
    [InlineData("0010,0010", "PatientName", VR.PN, "1", false)]
    [InlineData("0008,0005", "SpecificCharacterSet", VR.CS, "1-n", false)]
    [InlineData("7FE0,0010", "PixelData", VR.OW, "1", false)]
    [InlineData("0028,0106", "SmallestImagePixelValue", VR.US, "1", false)]
    [InlineData("0028,3006", "LUTData", VR.OW, "1-n", false)]
    [InlineData("0040,0100", "ScheduledProcedureStepSequence", VR.SQ, "1", false)]
    [InlineData("6000,3000", "OverlayData", VR.OW, "1", false)]
    [InlineData("60FE,0010", "OverlayRows", VR.US, "1", false)]
    [InlineData("501E,0005", "CurveDimensions", VR.US, "1", true)]
    [InlineData("0020,3142", "SourceImageIDs", VR.CS, "1-n", true)]
    [InlineData("0028,0413", "CoefficientCodingPointers", VR.AT, "1-n", true)]
    [InlineData("FFFC,FFFC", "DataSetTrailingPadding", VR.OB, "1", false)]
    public void Tag_LookedUp_GivesWhatTheStandardSays(string tag, string keyword, VR vr, string vm, bool retired)
    {
        Assert.True(TagDictionary.TryFind(DicomTag.Parse(tag), out var entry), tag);
        Assert.Equal((keyword, vr, vm, retired), (entry.Keyword, entry.VR, entry.VM, entry.IsRetired));
        Assert.Equal(DicomTag.Parse(tag), entry.Tag);
        Assert.Equal(vr, TagDictionary.FindVR(entry.Tag));
    }

    [Fact]
    public void AmbiguousVR_LookedUp_ListsAllAllowed()
    {
        Assert.True(TagDictionary.TryFindByKeyword("SmallestImagePixelValue", out var entry));
        Assert.Equal([VR.US, VR.SS], entry.AllowedVRs.AsEnumerable());
        Assert.True(TagDictionary.TryFind(DicomTag.PixelData, out var pixels));
        Assert.Equal([VR.OB, VR.OW], pixels.AllowedVRs.AsEnumerable());
    }

    [Theory]
    [InlineData("0009,1001", VR.UN)]
    [InlineData("0009,0010", VR.LO)]
    [InlineData("0009,0000", VR.UL)]
    [InlineData("0010,0000", VR.UL)]
    [InlineData("0010,FFF0", VR.UN)]
    [InlineData("6001,0010", VR.LO)]
    [InlineData("6001,1010", VR.UN)]
    public void TagOutsideTheDictionary_AskedForItsVR_FollowsTheRules(string tag, VR vr) => Assert.Equal(vr, TagDictionary.FindVR(DicomTag.Parse(tag)));

    [Fact]
    public void EveryEntry_IsWellFormedAndFoundByTagAndKeyword()
    {
        var entries = TagDictionary.Entries.ToList();
        Assert.True(entries.Count > 5200, $"{entries.Count} entries");
        foreach (var entry in entries)
        {
            Assert.True(TagDictionary.TryFind(entry.Tag, out var byTag) && byTag.Keyword == entry.Keyword, entry.ToString());
            Assert.True(entry.VR.IsKnown(), entry.ToString());
            Assert.Matches("^[0-9]+(-([0-9]*n|[0-9]+))?$", entry.VM);
            if (entry.Keyword.Length > 0)
            {
                Assert.True(TagDictionary.TryFindByKeyword(entry.Keyword, out var byKeyword), entry.ToString());
                Assert.Equal(entry.Tag, byKeyword.Tag);
            }
        }

        Assert.Equal(entries.Count, entries.Select(entry => entry.Tag).Distinct().Count());
    }

    [Theory]
    [InlineData("PatientNmae", "PatientName")]
    [InlineData("PatientsName", "PatientName")]
    [InlineData("StudyInstanceUI", "StudyInstanceUID")]
    [InlineData("Modalty", "Modality")]
    [InlineData("ScheduledProcedureStepSequnce", "ScheduledProcedureStepSequence")]
    public void MistypedKeyword_GetsTheRightSuggestionFirst(string mistyped, string keyword) =>
        Assert.Equal(keyword, TagDictionary.SuggestKeywords(mistyped)[0]);

    [Fact]
    public void Nonsense_GetsNoSuggestion() => Assert.Empty(TagDictionary.SuggestKeywords("Xyzzy9"));

    [Fact]
    public void RegisteredUids_LookedUp_AreNamed()
    {
        Assert.Equal("CT Image Storage", SopClasses.CtImageStorage.Name);
        Assert.True(UidDictionary.TryFindByKeyword("ModalityWorklistInformationModelFind", out var worklist));
        Assert.Equal(SopClasses.ModalityWorklistFind, worklist.Uid);
        Assert.True(UidDictionary.TryFind(new Uid("1.2.840.10008.3.1.1.1"), out var context));
        Assert.Equal(UidKind.ApplicationContext, context.Kind);
        Assert.Null(new Uid("1.2.3").Name);
        Assert.All(UidDictionary.Entries, entry => Assert.True(entry.Uid.IsValid, entry.Uid.Value));
    }

    [Fact]
    public void NamedSopClasses_LookedUp_AreSopClasses()
    {
        foreach (var field in typeof(SopClasses).GetFields())
        {
            Assert.True(UidDictionary.TryFind((Uid)field.GetValue(null)!, out var entry), field.Name);
            Assert.Contains(entry.Kind, new[] { UidKind.SopClass, UidKind.MetaSopClass });
        }
    }

    [Fact]
    public void StorageSopClasses_AreThoseAStoreCarries()
    {
        Assert.Contains(SopClasses.CtImageStorage, SopClasses.Storage);
        Assert.Contains(SopClasses.EncapsulatedPdfStorage, SopClasses.Storage);
        Assert.DoesNotContain(SopClasses.StorageCommitmentPushModel, SopClasses.Storage);
        Assert.DoesNotContain(SopClasses.Verification, SopClasses.Storage);
        Assert.DoesNotContain(SopClasses.MediaStorageDirectoryStorage, SopClasses.Storage);
    }
}
