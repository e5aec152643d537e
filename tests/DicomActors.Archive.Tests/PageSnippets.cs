using Akka.Actor;

namespace DicomActors.Archive.Tests;

/// <summary>The example of README.md and docs/archive.md, as it stands there.</summary>
internal static class PageSnippets
{
    public static async Task<long> StartAsync(ActorSystem system)
    {
        await using var archive = await DicomArchive.StartAsync(system, new DicomArchiveOptions("/var/images"));
        return archive.Options.Storage.MinimumFreeBytes;
    }
}
