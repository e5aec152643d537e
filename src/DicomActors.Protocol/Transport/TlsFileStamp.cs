namespace DicomActors.Protocol.Transport;

/// <summary>What tells one state of a file from the next without reading it. A missing file has the default stamp.</summary>
internal readonly record struct TlsFileStamp(DateTime LastWriteUtc, long Length)
{
    public static TlsFileStamp[] Of(IReadOnlyList<string> paths)
    {
        var stamps = new TlsFileStamp[paths.Count];
        for (var i = 0; i < stamps.Length; i++)
        {
            // A mounted secret is a symbolic link that is pointed elsewhere: the target's times count.
            var file = new FileInfo(paths[i]);
            var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            stamps[i] = target.Exists ? new TlsFileStamp(target.LastWriteTimeUtc, target.Length) : default;
        }

        return stamps;
    }
}
