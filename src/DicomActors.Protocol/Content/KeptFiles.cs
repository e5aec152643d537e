namespace DicomActors.Protocol.Content;

/// <summary>
/// The contents whose small file was read whole with its header and is kept until it is sent: the latest 256 of the process, 4 MiB at most,
/// however many are queued. One that is pushed out is read again when its turn comes.
/// </summary>
internal static class KeptFiles
{
    private const int Most = 256;

    private static readonly FileContent?[] Places = new FileContent?[Most];
    private static int _next;

    /// <summary>Takes the place of the content that has been here longest. Any thread.</summary>
    public static void Add(FileContent content)
    {
        var place = (uint)Interlocked.Increment(ref _next) % Most;
        Interlocked.Exchange(ref Places[place], content)?.Forget();
    }
}
