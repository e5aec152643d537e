namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>How the peer answers an A-RELEASE-RQ.</summary>
public enum ReleaseBehaviour
{
    Confirms,
    Collides,
    Silent,
    Aborts,
    Closes,
    Garbage,
}
