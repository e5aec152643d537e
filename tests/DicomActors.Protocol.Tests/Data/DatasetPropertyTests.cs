using DicomActors.Protocol.Data;
using FsCheck;
using FsCheck.Fluent;

namespace DicomActors.Protocol.Tests.Data;

/// <summary>Round trips of generated data sets.</summary>
public sealed class DatasetPropertyTests
{
    private static readonly TransferSyntax[] Syntaxes =
    [
        TransferSyntax.ImplicitVRLittleEndian, TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ExplicitVRBigEndian,
        TransferSyntax.DeflatedExplicitVRLittleEndian,
    ];

    private static readonly bool[] LengthForms = [false, true];

    // Public elements only: implicit VR forgets the VR of private ones. Ambiguous VRs depend on other elements.
    private static readonly DictionaryEntry[] Candidates =
        [.. TagDictionary.Entries.Where(entry => entry.AllowedVRs.Length == 1 && entry.Tag.Group >= 8 && entry.Tag.Element != 0 && entry.Tag != DicomTag.SpecificCharacterSet)];

    private static readonly DictionaryEntry[] LeafCandidates = [.. Candidates.Where(entry => entry.VR != VR.SQ)];

    private static Gen<string> Texts => Gen.Elements("A", "DOE^JOHN", "Müller", "山田^太郎", "", "Ж", "x y");

    [Fact]
    public void Generator_Sampled_MakesNestedDataSetsOfManyVRs()
    {
        var elements = Elements(depth: 3).Sample(100).SelectMany(Flatten).ToList();
        Assert.True(elements.Select(element => element.Entry.VR).Distinct().Count() > 20, "too few VRs are generated");
        Assert.Contains(elements, element => element.Items.Any(item => item.Any(inner => inner.Items.Length > 0)));
        Assert.Contains(elements, element => element.Items.Any(item => item.Length == 0));
    }

    [Fact]
    public void AnyDataSet_BuiltInEverySyntax_IsSoundAndTheSame() => Check(
        Elements(depth: 3).ToArbitrary(),
        elements =>
        {
            var first = Build(elements, Syntaxes[0], undefined: false);
            var json = DicomJsonTests.Write(first);
            foreach (var syntax in Syntaxes)
            {
                foreach (var undefined in LengthForms)
                {
                    var built = Build(elements, syntax, undefined);
                    if (built.Validate() is not null || DicomJsonTests.Write(built) != json)
                    {
                        return false;
                    }
                }
            }

            return true;
        });

    [Fact]
    public void AnyDataSet_ConvertedThereAndBack_IsTheSameBytes() => Check(
        Elements(depth: 3).ToArbitrary(),
        elements =>
        {
            var original = Build(elements, TransferSyntax.ExplicitVRLittleEndian, undefined: true);
            return Syntaxes.All(syntax => original.TryConvert(syntax, out var there, out _)
                && there.TryConvert(original.TransferSyntax, out var back, out _)
                && back.Bytes.Span.SequenceEqual(original.Bytes.Span));
        });

    [Fact]
    public void AnyDataSet_ToJsonAndBack_IsTheSameJson() => Check(
        Elements(depth: 3).ToArbitrary(),
        elements =>
        {
            var json = DicomJsonTests.Write(Build(elements, TransferSyntax.ExplicitVRLittleEndian, undefined: false));
            return DicomJsonTests.Write(DicomJsonTests.Read(json)) == json;
        });

    [Fact]
    public void AnyDataSet_Copied_IsTheSameBytes() => Check(
        Elements(depth: 3).ToArbitrary(),
        elements => Syntaxes.All(syntax =>
        {
            var original = Build(elements, syntax, undefined: false);
            var copy = new DatasetBuilder(syntax);
            return copy.AddAll(original) is null && copy.Build().Bytes.Span.SequenceEqual(original.Bytes.Span);
        }));

    [Fact]
    public void AnyBytes_InAnySyntax_AreReadWithoutException() => Check(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes =>
        {
            foreach (var syntax in Syntaxes.Append(TransferSyntax.JpegBaseline))
            {
                DatasetReaderMalformedTests.ExerciseEverything(new EncodedDataset(bytes, syntax));
            }

            return true;
        });

    private static void Check<T>(Arbitrary<T> arbitrary, Func<T, bool> property) =>
        Prop.ForAll(arbitrary, property).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static Gen<GeneratedElement[]> Elements(int depth) => Element(depth).ArrayOf().Resize(12);

    private static Gen<GeneratedElement> Element(int depth) =>
        from entry in Gen.Elements(depth > 0 ? Candidates : LeafCandidates)
        from text in Texts
        from bytes in ArbMap.Default.GeneratorFor<byte[]>().Resize(40)
        from items in entry.VR == VR.SQ ? Elements(depth - 1).ArrayOf().Resize(3) : Gen.Constant<GeneratedElement[][]>([])
        select new GeneratedElement(entry, text, bytes, items);

    private static IEnumerable<GeneratedElement> Flatten(GeneratedElement[] elements) =>
        elements.SelectMany(element => element.Items.SelectMany(Flatten).Prepend(element));

    private static EncodedDataset Build(GeneratedElement[] elements, TransferSyntax syntax, bool undefined)
    {
        var builder = new DatasetBuilder(syntax) { UndefinedSequenceLengths = undefined };
        Fill(builder, elements);
        return builder.Build();
    }

    private static void Fill(DatasetBuilder builder, GeneratedElement[] elements)
    {
        foreach (var element in elements)
        {
            var (tag, vr) = (element.Entry.Tag, element.Entry.VR);
            if (vr == VR.SQ)
            {
                builder.Add(tag, "");
                foreach (var item in element.Items)
                {
                    Fill(builder.AddItem(tag), item);
                }
            }
            else if (vr.UsesSpecificCharacterSet())
            {
                builder.Add(tag, element.Text);
            }
            else if (vr.IsText())
            {
                builder.Add(tag, (vr == VR.UI ? "1.2." : "") + element.Bytes.Length);
            }
            else
            {
                // Whole numbers only, and no NaN, whose payload JSON cannot keep.
                var whole = element.Bytes.AsSpan(0, element.Bytes.Length / 8 * 8).ToArray();
                builder.Add(tag, vr, vr is VR.FL or VR.FD ? new byte[whole.Length] : whole);
            }
        }
    }

    private sealed record GeneratedElement(DictionaryEntry Entry, string Text, byte[] Bytes, GeneratedElement[][] Items)
    {
        public override string ToString() => $"{Entry.Keyword}={Text}/{Convert.ToHexString(Bytes)}[{string.Join("; ", Items.Select(item => string.Join(", ", item.AsEnumerable())))}]";
    }
}
