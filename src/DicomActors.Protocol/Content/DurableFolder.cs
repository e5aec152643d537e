using System.Runtime.InteropServices;
using System.Text;

namespace DicomActors.Protocol.Content;

/// <summary>Makes new names in a folder survive a power failure. On Windows NTFS journals them, and nothing is done.</summary>
public static class DurableFolder
{
    private const int ReadOnly = 0;

    /// <summary>Flushes the folder to disk; one that cannot be opened or flushed on its file system is left to the system.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (descriptor >= 0)
        {
            _ = Synchronize(descriptor);
            _ = Close(descriptor);
        }
    }

    // Blittable signatures: a source-generated import would make the whole assembly unsafe.
#pragma warning disable SYSLIB1054
    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
#pragma warning restore SYSLIB1054
}
