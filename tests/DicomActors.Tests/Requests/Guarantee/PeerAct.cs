namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>One thing the peer does; the number chooses a status, a count or bytes.</summary>
public readonly record struct PeerAct(PeerActKind Kind, int Number)
{
    public override string ToString() => $"{Kind}({Number})";
}
