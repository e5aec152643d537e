namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Tests that measure the whole process run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class MemoryMeasurements
{
    public const string Name = "memory measurements";
}
