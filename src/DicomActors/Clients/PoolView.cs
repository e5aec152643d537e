namespace DicomActors.Clients;

/// <summary>What <see cref="PoolPolicy"/> decides on.</summary>
/// <param name="Queued">Requests waiting that may be sent now.</param>
/// <param name="Unserved">Of these, how many no open or opening association can carry.</param>
/// <param name="HeadUnserved">Whether the most urgent of all is among them.</param>
/// <param name="Open">Established associations that take requests.</param>
/// <param name="Idle">Of these, how many have nothing to do.</param>
/// <param name="Opening">Associations being opened.</param>
/// <param name="Closing">Associations being released; they count against the peer's cap until they are gone.</param>
internal readonly record struct PoolView(int Queued, int Unserved, bool HeadUnserved, int Open, int Idle, int Opening, int Closing);
