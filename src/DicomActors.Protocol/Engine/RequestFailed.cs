namespace DicomActors.Protocol.Engine;

/// <summary>The request got no final response.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Message">Why, in one line.</param>
/// <param name="Cause">The exception behind it, if any.</param>
/// <param name="MayHaveReachedPeer">False when not one byte of it was sent, so that sending it again cannot do it twice.</param>
public sealed record RequestFailed(RequestFailure Reason, string Message, Exception? Cause = null, bool MayHaveReachedPeer = false)
    : RequestOutcome
{
    /// <summary>The end of the connection, if that is what failed the request; null if the association lives on or never took it.</summary>
    public ConnectionEnd? ConnectionEnd { get; init; }
}
