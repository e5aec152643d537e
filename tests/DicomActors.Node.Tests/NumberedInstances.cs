using System.Collections.Concurrent;
using System.Globalization;
using DicomActors.Archive.Index;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Tests;

/// <summary>Instances whose bytes follow from their number, and which of them a peer has said it stored.</summary>
internal sealed class NumberedInstances
{
    private const string Root = "1.2.826.0.1.3680043.10.6.";

    // Some in one piece, some in many; some that fit a buffer, some that do not.
    private static readonly int[] PixelLengths = [600, 20_000, 90_000, 700_000];

    private readonly ConcurrentDictionary<int, bool> _succeeded = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _waiting = new();
    private readonly HashSet<string> _checked = [];
    private int _last;

    /// <summary>How many were answered Success.</summary>
    public int Succeeded => _succeeded.Count;

    /// <summary>An instance that was not used before.</summary>
    public (int Number, MemoryContent Content) Next()
    {
        var number = Interlocked.Increment(ref _last);
        var dataset = DatasetOf(number);
        return (number, new MemoryContent(SopClasses.CtImageStorage, dataset.GetUid(DicomTag.SopInstanceUid), dataset.TransferSyntax, dataset.Bytes));
    }

    /// <summary>The peer has answered Success.</summary>
    public void NoteSuccess(int number)
    {
        _succeeded.TryAdd(number, true);
        foreach (var (count, waiting) in _waiting)
        {
            if (_succeeded.Count >= count)
            {
                waiting.TrySetResult();
            }
        }
    }

    /// <summary>Completes when so many were answered Success.</summary>
    public Task WhenSucceeded(int count)
    {
        var waiting = _waiting.GetOrAdd(count, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_succeeded.Count >= count)
        {
            waiting.TrySetResult();
        }

        return waiting.Task;
    }

    /// <summary>Fails unless an index has every instance answered Success where it is, and as many instances as there are files.</summary>
    public async Task AssertIndexedAsync(ArchiveIndex index, int files)
    {
        Assert.Equal(files, (await index.CountAsync()).Instances);
        var located = await index.LocateAsync([.. _succeeded.Keys.Select(UidOf)]);
        foreach (var number in _succeeded.Keys)
        {
            Assert.True(located.TryGetValue(UidOf(number), out var instance), $"instance {number} was answered Success, and the index does not know it.");
            Assert.Equal(PathOf(number), instance.RelativePath);
        }
    }

    /// <summary>
    /// Fails unless every instance answered Success is in the folder, and every file in it, answered or not, is a whole instance.
    /// Files that were found whole are not read again.
    /// </summary>
    /// <returns>How many files are there.</returns>
    public int AssertWhole(string folder, string when)
    {
        foreach (var number in _succeeded.Keys)
        {
            Assert.True(File.Exists(Path.Combine(folder, PathOf(number))), $"{when}: instance {number} was answered Success, and is not there.");
        }

        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path)).Where(static path => !path.StartsWith('.')).ToList();
        foreach (var file in files.Where(_checked.Add))
        {
            AssertWhole(folder, file, when);
        }

        return files.Count;
    }

    private static void AssertWhole(string folder, string file, string when)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, file));
        var header = Part10Reader.Parse(bytes);
        Assert.True(header.Succeeded, $"{when}: {file} of {bytes.Length} bytes is not an instance: {header.Error}");
        var uid = header.Header.Meta.MediaStorageSopInstanceUid.Value;
        var number = int.Parse(uid.AsSpan(Root.Length), CultureInfo.InvariantCulture);
        Assert.True(file == PathOf(number), $"{when}: {file} holds instance {number}.");
        Assert.True(
            bytes.AsSpan((int)header.Header.DatasetOffset).SequenceEqual(DatasetOf(number).Bytes.Span), $"{when}: {file} of {bytes.Length} bytes is not what was sent.");
    }

    private static string PathOf(int number) => string.Create(CultureInfo.InvariantCulture, $"1.{number % 5}/{Root}{number}.dcm");

    private static Uid UidOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"{Root}{number}"));

    private static EncodedDataset DatasetOf(int number)
    {
        var pixels = new byte[PixelLengths[number % PixelLengths.Length]];
        new Random(number).NextBytes(pixels);
        return new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SopClassUid, SopClasses.CtImageStorage)
            .Add(DicomTag.SopInstanceUid, UidOf(number))
            .Add(DicomTag.StudyInstanceUid, new Uid(string.Create(CultureInfo.InvariantCulture, $"1.{number % 5}")))
            .Add(DicomTag.SeriesInstanceUid, new Uid(string.Create(CultureInfo.InvariantCulture, $"1.{number % 5}.1")))
            .Add(DicomTag.PixelData, VR.OW, pixels)
            .Build();
    }
}
