namespace DicomActors.Launcher;

/// <summary>What the product runs on; the names are the values of the MSBuild property <c>ActorRuntime</c>.</summary>
internal enum ActorRuntime
{
    /// <summary>Akka.NET from the package feed.</summary>
    Akka,

    /// <summary>The in-process runtime of <c>src/Embedded</c>.</summary>
    Embedded,
}
