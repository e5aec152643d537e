using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class SampleFilesTests
{
    [SampleFilesFact]
    public async Task EverySample_ReadToItsEnd_HasNoError()
    {
        foreach (var (path, dataset) in await LoadAsync())
        {
            var error = dataset.Validate();
            Assert.True(error is null, $"{path}: {error}");
            Assert.True(dataset.CharacterSet.UnknownTerms.IsEmpty, $"{path}: {dataset.CharacterSet}");
        }
    }

    [SampleFilesFact]
    public async Task EverySample_ToJsonAndBack_GivesTheSameJson()
    {
        foreach (var (path, dataset) in await LoadAsync())
        {
            var json = DicomJsonTests.Write(dataset);
            Assert.True(json == DicomJsonTests.Write(DicomJsonTests.Read(json)), $"{path}: JSON differs after a round trip");
        }
    }

    [SampleFilesFact]
    public async Task EverySampleWithoutCompression_ConvertedThroughEverySyntax_KeepsItsContent()
    {
        foreach (var (path, dataset) in await LoadAsync())
        {
            foreach (var syntax in new[] { TransferSyntax.ImplicitVRLittleEndian, TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ExplicitVRBigEndian, TransferSyntax.DeflatedExplicitVRLittleEndian })
            {
                if (!dataset.TryConvert(syntax, out var converted, out var error))
                {
                    Assert.True(error.Code == DatasetErrorCode.UnsupportedConversion && dataset.TransferSyntax.IsEncapsulated, $"{path}: {error}");
                    continue;
                }

                Assert.True(converted.Validate() is null, $"{path} in {syntax}: {converted.Validate()}");
                foreach (var tag in new[] { DicomTag.PatientName, DicomTag.StudyInstanceUid, DicomTag.Rows, DicomTag.ImageType })
                {
                    Assert.Equal(dataset.GetString(tag), converted.GetString(tag));
                }
            }
        }
    }

    [SampleFilesFact]
    public async Task EverySample_CutAnywhere_IsReadWithoutException()
    {
        foreach (var (_, dataset) in await LoadAsync())
        {
            var step = Math.Max(1, dataset.Bytes.Length / 50);
            for (var length = 0; length < dataset.Bytes.Length; length += step)
            {
                new EncodedDataset(dataset.Bytes[..length], dataset.TransferSyntax).Validate();
            }
        }
    }

    private static async Task<List<(string Path, EncodedDataset Dataset)>> LoadAsync()
    {
        var samples = new List<(string Path, EncodedDataset Dataset)>();
        foreach (var path in Directory.EnumerateFiles(SampleFilesFactAttribute.Folder!, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".md", StringComparison.Ordinal)))
        {
            var result = await Part10Reader.TryReadHeaderAsync(path);
            Assert.True(result.Succeeded, $"{path}: {result.Error}");
            Assert.True(result.Header.Meta.MediaStorageSopInstanceUid.IsValid, path);
            var bytes = await File.ReadAllBytesAsync(path);
            samples.Add((path, new EncodedDataset(bytes.AsMemory((int)result.Header.DatasetOffset), result.Header.Meta.TransferSyntax)));
        }

        return samples;
    }
}
