using DicomActors.Node.Output;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Storing;

/// <summary>What is to be sent, found in files and folders, and what is not because it cannot be.</summary>
internal sealed record FileCollection(IReadOnlyList<StoreFile> Files, IReadOnlyList<FileProblem> Skipped)
{
    /// <summary>Files left out because the peer has accepted them in an earlier run.</summary>
    public int StoredBefore { get; private init; }

    /// <summary>Looks at every file named, and at every file in the folders named and in those below.</summary>
    /// <exception cref="VerbException">There is no such file or folder, a folder is empty, or nothing in it is DICOM.</exception>
    public static async Task<FileCollection> CollectAsync(IReadOnlyList<string> paths, CancellationToken interrupted)
    {
        var files = new List<StoreFile>();
        var skipped = new List<FileProblem>();
        foreach (var path in paths.SelectMany(Expand).ToList())
        {
            interrupted.ThrowIfCancellationRequested();
            await AddAsync(path, files, skipped, interrupted);
        }

        return files.Count > 0
            ? new FileCollection(files, skipped)
            : throw new VerbException(ExitCode.BadInput, NothingToSend(skipped));
    }

    /// <summary>Those that are still to be sent.</summary>
    public FileCollection Without(AcceptedFiles accepted)
    {
        var rest = Files.Where(file => !accepted.Contains(file)).ToList();
        return this with { Files = rest, StoredBefore = Files.Count - rest.Count };
    }

    private static string[] Expand(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new VerbException(ExitCode.BadInput, $"{path}: there is no such file or folder.");
        }

        // Ordered, so that two runs send in the same order.
        var files = Directory.GetFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false });
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files : throw new VerbException(ExitCode.BadInput, $"{path}: the folder holds no files, there is nothing to send.");
    }

    private static async Task AddAsync(string path, List<StoreFile> files, List<FileProblem> skipped, CancellationToken interrupted)
    {
        try
        {
            var (content, error) = await FileContent.TryOpenPart10Async(path, interrupted);
            if (content is null)
            {
                skipped.Add(new FileProblem(path, error!.Message));
            }
            else if (content.SopClassUid == SopClasses.MediaStorageDirectoryStorage)
            {
                skipped.Add(new FileProblem(path, "A DICOMDIR is the index of a medium and is not sent."));
            }
            else if (!content.SopClassUid.IsValid || !content.SopInstanceUid.IsValid)
            {
                skipped.Add(new FileProblem(path, "It does not say which SOP class and instance it is."));
            }
            else
            {
                files.Add(new StoreFile(path, content));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            skipped.Add(new FileProblem(path, problem.Message));
        }
    }

    private static string NothingToSend(List<FileProblem> skipped) => skipped is [var only]
        ? $"{only.Path} cannot be sent: {only.Reason}"
        : $"none of {Figures.Count(skipped.Count, "file")} can be sent; the first is {skipped[0].Path}: {skipped[0].Reason}";
}
