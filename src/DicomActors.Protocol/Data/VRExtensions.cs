namespace DicomActors.Protocol.Data;

/// <summary>What PS3.5 6.2 says of each value representation.</summary>
public static class VRExtensions
{
    /// <summary>Longest even value that fits a 16-bit length.</summary>
    private const int LongestShortValue = 0xFFFE;

    /// <summary>Whether the VR is one of PS3.5 table 6.2-1.</summary>
    public static bool IsKnown(this VR vr) => vr is VR.AE or VR.AS or VR.AT or VR.CS or VR.DA or VR.DS or VR.DT or VR.FD or VR.FL
        or VR.IS or VR.LO or VR.LT or VR.OB or VR.OD or VR.OF or VR.OL or VR.OV or VR.OW or VR.PN or VR.SH or VR.SL or VR.SQ
        or VR.SS or VR.ST or VR.SV or VR.TM or VR.UC or VR.UI or VR.UL or VR.UN or VR.UR or VR.US or VR.UT or VR.UV;

    /// <summary>
    /// Whether an explicit VR element has a 16-bit length right after its VR. All others, those of future editions
    /// included, have two reserved bytes and a 32-bit length (PS3.5 7.1.2).
    /// </summary>
    public static bool HasShortLength(this VR vr) => vr is VR.AE or VR.AS or VR.AT or VR.CS or VR.DA or VR.DS or VR.DT or VR.FD
        or VR.FL or VR.IS or VR.LO or VR.LT or VR.PN or VR.SH or VR.SL or VR.SS or VR.ST or VR.TM or VR.UI or VR.UL or VR.US;

    /// <summary>Whether values are characters.</summary>
    public static bool IsText(this VR vr) => vr is VR.AE or VR.AS or VR.CS or VR.DA or VR.DS or VR.DT or VR.IS or VR.LO or VR.LT
        or VR.PN or VR.SH or VR.ST or VR.TM or VR.UC or VR.UI or VR.UR or VR.UT;

    /// <summary>Whether the characters are those of Specific Character Set (0008,0005) rather than the default repertoire (PS3.5 6.1.2.3).</summary>
    public static bool UsesSpecificCharacterSet(this VR vr) =>
        vr is VR.LO or VR.LT or VR.PN or VR.SH or VR.ST or VR.UC or VR.UT;

    /// <summary>Whether a backslash separates values; in <c>LT ST UR UT</c> it is a character like any other.</summary>
    public static bool HasMultipleTextValues(this VR vr) => vr.IsText() && vr is not (VR.LT or VR.ST or VR.UR or VR.UT);

    /// <summary>Whether leading spaces of a text value mean something (PS3.5 table 6.2-1).</summary>
    public static bool KeepsLeadingSpaces(this VR vr) => vr is VR.LT or VR.ST or VR.UT or VR.UC or VR.PN or VR.UR;

    /// <summary>Whether values are integers in binary form.</summary>
    public static bool IsBinaryInteger(this VR vr) => vr is VR.US or VR.SS or VR.UL or VR.SL or VR.UV or VR.SV;

    /// <summary>The byte that pads a value to even length: NUL for UI and binary VRs, else a space (PS3.5 6.2).</summary>
    public static byte PaddingByte(this VR vr) => vr.IsText() && vr != VR.UI ? (byte)' ' : (byte)0;

    /// <summary>
    /// Bytes of the unit that a change of byte order swaps (PS3.5 7.3): 1 where order means nothing, 2 for AT, which is two
    /// 16-bit numbers.
    /// </summary>
    public static int UnitSize(this VR vr) => vr switch
    {
        VR.US or VR.SS or VR.OW or VR.AT => 2,
        VR.UL or VR.SL or VR.FL or VR.OF or VR.OL => 4,
        VR.UV or VR.SV or VR.FD or VR.OD or VR.OV => 8,
        _ => 1,
    };

    /// <summary>The two letters, such as "PN"; "--" for <see cref="VR.None"/>.</summary>
    public static string Letters(this VR vr) => vr switch
    {
        VR.None => "--",
        _ when vr.IsKnown() => vr.ToString(),
        _ => string.Create(2, vr, static (span, value) => (span[0], span[1]) = ((char)((ushort)value >> 8), (char)((ushort)value & 0xFF))),
    };

    /// <summary>The VR with these two letters; <see langword="false"/> if PS3.5 has none.</summary>
    public static bool TryParse(ReadOnlySpan<char> letters, out VR vr)
    {
        vr = letters.Length == 2 && letters[0] < 128 && letters[1] < 128 ? (VR)((letters[0] << 8) | letters[1]) : VR.None;
        return vr.IsKnown();
    }

    /// <summary>The VR to write a value of this even length with: UN if it is too long for the 16-bit length of its own (PS3.5 6.2.2).</summary>
    internal static VR ForLength(this VR vr, long length) => length > LongestShortValue && vr.HasShortLength() ? VR.UN : vr;
}
