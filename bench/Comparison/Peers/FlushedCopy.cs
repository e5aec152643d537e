namespace Comparison.Peers;

/// <summary>
/// What the promise costs without any network: one file after the other is written, flushed to disk and given its name, as a receiver that answers
/// each instance before the next must do it. (A receiver flushes the folder, too: this does not.)
/// </summary>
/// <remarks>folder: the files; target: made.</remarks>
internal static class FlushedCopy
{
    public const string Verb = "flushed-copy";

    public static Task RunAsync(PeerArguments arguments)
    {
        var target = Directory.CreateDirectory(arguments.Text("target")).FullName;
        foreach (var path in Directory.EnumerateFiles(arguments.Text("folder")))
        {
            var bytes = File.ReadAllBytes(path);
            var name = Path.Combine(target, Path.GetFileName(path));
            using (var file = File.OpenHandle(name + ".part", FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(file, bytes, 0);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(name + ".part", name);
        }

        return Task.CompletedTask;
    }
}
