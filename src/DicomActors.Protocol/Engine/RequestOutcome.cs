namespace DicomActors.Protocol.Engine;

/// <summary>
/// What became of a request: <see cref="RequestCompleted"/>, <see cref="RequestTimedOut"/>, <see cref="RequestCancelled"/> or
/// <see cref="RequestFailed"/>.
/// </summary>
public abstract record RequestOutcome
{
    private protected RequestOutcome()
    {
    }
}
