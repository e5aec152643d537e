namespace DicomActors.Node.Demo;

/// <summary>What became of instances that were sent.</summary>
/// <param name="Arrived">How many the peer has.</param>
/// <param name="Failed">How many it has not.</param>
/// <param name="Elapsed">From the first to the last outcome.</param>
internal sealed record DemoSent(int Arrived, int Failed, TimeSpan Elapsed);
