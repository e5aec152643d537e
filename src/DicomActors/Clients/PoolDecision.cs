namespace DicomActors.Clients;

/// <summary>What is to be done about the number of a peer's associations.</summary>
/// <param name="ToOpen">Associations to open now.</param>
/// <param name="ToRelease">Associations to release when their work is done, because there are too many, or to make room for contexts that none of them has.</param>
internal readonly record struct PoolDecision(int ToOpen, int ToRelease);
