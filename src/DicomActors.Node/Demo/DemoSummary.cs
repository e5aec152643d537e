using System.Globalization;
using DicomActors.Node.Output;

namespace DicomActors.Node.Demo;

/// <summary>What the demonstration came to, counted at the receiving end.</summary>
internal sealed record DemoSummary
{
    /// <summary>Images the modalities had.</summary>
    public required Share Stored { get; init; }

    /// <summary>Bytes of their data sets.</summary>
    public required long Bytes { get; init; }

    /// <summary>Studies the query found.</summary>
    public required Share Found { get; init; }

    /// <summary>Images that came by C-MOVE, byte for byte.</summary>
    public required Share Moved { get; init; }

    /// <summary>Images that came by C-GET, byte for byte.</summary>
    public required Share Fetched { get; init; }

    /// <summary>Images that came to the peer that was away, byte for byte.</summary>
    public required Share Forwarded { get; init; }

    /// <summary>Whether everything went as it should.</summary>
    public bool IsGood => Stored.IsWhole && Found.IsWhole && Moved.IsWhole && Fetched.IsWhole && Forwarded.IsWhole;

    /// <summary>Tells it.</summary>
    /// <param name="events">Events of the node's EventStream that were shown.</param>
    public void Write(long events) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

        stored      {Stored} images, {Figures.Size(Bytes)}, on disk and in the index
        found       {Found} studies by C-FIND
        retrieved   {Moved} images by C-MOVE and {Fetched} by C-GET, byte for byte
        forwarded   {Forwarded} images to {DemoHospital.ResearchTitle}, byte for byte, though it was away
        events      {events} of the node's EventStream shown above
        """));
}
