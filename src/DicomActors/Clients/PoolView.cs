namespace DicomActors.Clients;

/// <summary>What <see cref="PoolPolicy"/> decides on.</summary>
/// <param name="Queued">Requests waiting that may be sent now.</param>
/// <param name="Unserved">Of these, how many no open or opening association can carry.</param>
/// <param name="HeadUnserved">Whether the one whose turn it is, is among them.</param>
/// <param name="Established">Associations the peer has accepted and that are not gone: those being released included.</param>
/// <param name="Open">Of these, how many take requests.</param>
/// <param name="Idle">Of the open ones, how many have nothing to do.</param>
/// <param name="Free">Requests the open ones can send at once, by their windows.</param>
/// <param name="Opening">Associations being opened.</param>
/// <param name="Closing">Associations on their way out; they count against the peer's cap until they are gone.</param>
internal readonly record struct PoolView(
    int Queued, int Unserved, bool HeadUnserved, int Established, int Open, int Idle, int Free, int Opening, int Closing);
