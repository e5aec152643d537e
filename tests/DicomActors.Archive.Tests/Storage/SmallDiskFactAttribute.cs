namespace DicomActors.Archive.Tests.Storage;

/// <summary>Skipped where a small file system cannot be mounted: it takes Linux and root.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> WhyNot = new(static () =>
    {
        var folder = Directory.CreateTempSubdirectory("dicomactors-mount-").FullName;
        using (var disk = SmallDisk.TryMount(folder, megabytes: 1))
        {
            if (disk is null)
            {
                Directory.Delete(folder);
                return "a small file system cannot be mounted here, which takes Linux and root";
            }
        }

        Directory.Delete(folder);
        return null;
    });

    public SmallDiskFactAttribute() => Skip = WhyNot.Value;
}
