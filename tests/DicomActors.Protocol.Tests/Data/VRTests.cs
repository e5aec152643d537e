using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class VRTests
{
    private static readonly VR[] Named = [.. Enum.GetValues<VR>().Where(vr => vr != VR.None)];

    [Fact]
    public void EveryVR_Written_IsItsTwoLettersAndParsesBack()
    {
        Assert.Equal(34, Named.Length);
        foreach (var vr in Named)
        {
            Assert.Equal(vr.ToString(), vr.Letters());
            Assert.True(vr.IsKnown() && VRExtensions.TryParse(vr.Letters(), out var parsed) && parsed == vr, vr.ToString());
            Assert.Equal(vr.ToString()[0], (char)((ushort)vr >> 8));
        }
    }

    [Fact]
    public void LongLengthVRs_AreThoseOfTable7_1_1()
    {
        VR[] expected = [VR.OB, VR.OD, VR.OF, VR.OL, VR.OV, VR.OW, VR.SQ, VR.SV, VR.UC, VR.UN, VR.UR, VR.UT, VR.UV];
        Assert.Equal(expected, Named.Where(vr => !vr.HasShortLength()).OrderBy(vr => vr.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public void UnknownVR_Written_IsItsLettersAndHasALongLength()
    {
        var vr = (VR)(('Z' << 8) | 'Q');
        Assert.Equal("ZQ", vr.Letters());
        Assert.False(vr.IsKnown());
        Assert.False(vr.HasShortLength());
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("pn")]
    [InlineData("PNX")]
    [InlineData("ÄÖ")]
    public void NoVR_Parsed_IsRefused(string letters) => Assert.False(VRExtensions.TryParse(letters, out _));
}
