using System.Text;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class SpecificCharacterSetTests
{
    // The examples of PS3.5 Annexes H, I, J and K, and one text per single-byte set.
    public static TheoryData<string, string, string> Examples => new()
    {
        { "ISO_IR 100", "Äneas^Rüdiger", "C46E6561735E52FC6469676572" },
        { "ISO_IR 101", "Wałęsa", "5761B3EA7361" },
        { "ISO_IR 109", "Ħ", "A1" },
        { "ISO_IR 110", "Ķ", "D3" },
        { "ISO_IR 144", "Люкceмбypг", "BBEE DA63 65DC D179 70D3" },
        { "ISO_IR 127", "قباني^لنزار", "E2C8C7E6EA5EE4E6D2C7D1" },
        { "ISO_IR 126", "Διονυσιος", "C4E9EFEDF5F3E9EFF2" },
        { "ISO_IR 138", "שרון^דבורה", "F9F8E5EF5EE3E1E5F8E4" },
        { "ISO_IR 148", "ğ", "F0" },
        { "ISO_IR 203", "€", "A4" },
        { "ISO_IR 166", "ไทย", "E4B7C2" },
        { "ISO_IR 13", "ﾔﾏﾀﾞ^ﾀﾛｳ", "D4CFC0DE5EC0DBB3" },
        { "ISO_IR 192", "Wang^XiaoDong=王^小東=", "57616E675E5869616F446F6E673DE78E8B5EE5B08FE69DB13D" },
        { "GB18030", "Wang^XiaoDong=王^小东=", "57616E675E5869616F446F6E673DCDF55ED0A1B6AB3D" },
        { "GBK", "王", "CDF5" },
        {
            "\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう",
            "59616D6164615E5461726F753D 1B2442 3B334544 1B2842 5E 1B2442 42404F3A 1B2842 3D 1B2442 2464245E2440 1B2842 5E 1B2442 243F246D2426 1B2842"
        },
        {
            "ISO 2022 IR 13\\ISO 2022 IR 87", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
            "D4CFC0DE5EC0DBB33D 1B2442 3B334544 1B284A 5E 1B2442 42404F3A 1B284A 3D 1B2442 2464245E2440 1B284A 5E 1B2442 243F246D2426 1B284A"
        },
        {
            "\\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞=홍^길동",
            "486F6E675E47696C646F6E673D 1B242943 FBF3 5E 1B242943 D1CED4D7 3D 1B242943 C8AB 5E 1B242943 B1E6B5BF"
        },
        { "\\ISO 2022 IR 58", "Zhang^XiaoDong=张^小东=", "5A68616E675E5869616F446F6E673D 1B242941 D5C5 5E 1B242941 D0A1B6AB 3D" },
        { "\\ISO 2022 IR 159", "丂", "1B242844 3021 1B2842" },
        { "ISO 2022 IR 100\\ISO 2022 IR 126", "ÄΔ", "C4 1B2D46 C4" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void EncodedText_Decoded_IsTheText(string characterSet, string text, string bytes) =>
        Assert.Equal(text, SpecificCharacterSet.Parse(characterSet).Decode(Bytes(bytes), isPersonName: true));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Text_Encoded_IsAsTheStandardShows(string characterSet, string text, string bytes)
    {
        var set = SpecificCharacterSet.Parse(characterSet);
        Assert.Empty(set.UnknownTerms);
        Assert.True(set.CanEncode(text));
        Assert.Equal(Convert.ToHexString(Bytes(bytes)), Convert.ToHexString(set.Encode(text, isPersonName: true)));
    }

    [Theory]
    [InlineData("ISO-IR 100")]
    [InlineData("ISO_IR_100")]
    [InlineData("iso ir 100")]
    [InlineData("ISO 2022 IR 100")]
    public void MisspelledTerm_Parsed_IsUnderstood(string term) => Assert.Equal("ä", SpecificCharacterSet.Parse(term).Decode([0xE4]));

    [Fact]
    public void UnknownTerm_Parsed_IsListedAndTextReadAsUtf8OrLatin1()
    {
        var set = SpecificCharacterSet.Parse("ISO_IR 999");
        Assert.Equal(["ISO_IR 999"], set.UnknownTerms.AsEnumerable());
        Assert.Equal("ä", set.Decode("ä"u8));
        Assert.Equal("ä", set.Decode([0xE4]));
        Assert.Equal("?"u8.ToArray(), set.Encode("ä"));
    }

    [Fact]
    public void BytesAbove7F_InTheDefaultRepertoire_AreReadAsUtf8OrLatin1()
    {
        Assert.Equal("Müller", SpecificCharacterSet.Default.Decode("Müller"u8));
        Assert.Equal("Müller", SpecificCharacterSet.Default.Decode(Encoding.Latin1.GetBytes("Müller")));
    }

    [Fact]
    public void UnencodableCharacters_Encoded_AreQuestionMarks()
    {
        Assert.Equal("A?"u8.ToArray(), SpecificCharacterSet.Default.Encode("A漢"));
        Assert.Equal([0xE4, (byte)'?'], SpecificCharacterSet.Parse("ISO_IR 100").Encode("ä漢"));
        Assert.False(SpecificCharacterSet.Parse("ISO_IR 100").CanEncode("漢"));
        Assert.Equal("?"u8.ToArray(), SpecificCharacterSet.Parse("GBK").Encode("\U0001F600"));
        Assert.Equal("?"u8.ToArray(), SpecificCharacterSet.Parse("\\ISO 2022 IR 149").Encode("\U0001F600"));
    }

    [Fact]
    public void ExtensionsInTwoValues_RoundTripped_StartAnewAfterTheBackslash()
    {
        var set = SpecificCharacterSet.Parse("\\ISO 2022 IR 87");
        const string text = "山田\\太郎\\A";
        var bytes = set.Encode(text);
        Assert.Equal("1B2442 3B334544 1B2842 5C 1B2442 42404F3A 1B2842 5C 41".Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(bytes));
        Assert.Equal(text, set.Decode(bytes));
    }

    [Fact]
    public void BackslashByteInATwoByteCharacter_IsNoDelimiter()
    {
        // The second byte of this character is 5C in JIS X 0208 and in GB18030 respectively.
        var kanji = new EncodedDataset(
            new EncodedBytes().Element(8, 5, "CS", "\\ISO 2022 IR 87 ").Element(0x0010, 0x0020, "LO", [0x1B, 0x24, 0x42, 0x21, 0x5C, 0x1B, 0x28, 0x42]).ToArray(),
            TransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal(["＋"], kanji.GetStrings(DicomTag.PatientId));
        var hanzi = new EncodedDataset(
            new EncodedBytes().Element(8, 5, "CS", "GB18030 ").Element(0x0010, 0x0020, "LO", [0x81, 0x5C]).ToArray(), TransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal(["乗"], hanzi.GetStrings(DicomTag.PatientId));
    }

    [Fact]
    public void EscapesAndHalvesOfCharacters_Decoded_NeverThrow()
    {
        var random = new Random(7);
        string[] sets = ["", "ISO_IR 100", "ISO_IR 13", "ISO_IR 192", "GB18030", "GBK", "\\ISO 2022 IR 87\\ISO 2022 IR 159", "\\ISO 2022 IR 149", "ISO 2022 IR 13\\ISO 2022 IR 58", "X", "\\\\"];
        foreach (var set in sets.Select(SpecificCharacterSet.Parse))
        {
            for (var i = 0; i < 3000; i++)
            {
                var bytes = new byte[random.Next(12)];
                random.NextBytes(bytes);
                if (bytes.Length > 4 && i % 2 == 0)
                {
                    "\u001b$B"u8.CopyTo(bytes);
                }

                var text = set.Decode(bytes, isPersonName: i % 3 == 0);
                set.Encode(text, isPersonName: i % 3 == 0);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("ISO_IR 192")]
    [InlineData("GB18030")]
    [InlineData("ISO 2022 IR 6\\ISO 2022 IR 149")]
    public void AnyText_Encoded_NeverThrows(string characterSet)
    {
        var set = SpecificCharacterSet.Parse(characterSet);
        foreach (var text in new[] { "\ud800", "a\udc00b", "\0", "\u001b$B", "😀", new string('漢', 1000) })
        {
            Assert.NotNull(set.Decode(set.Encode(text)));
        }
    }

    private static byte[] Bytes(string hexadecimal) => Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal));
}
