namespace DicomActors.Node.Capturing;

/// <summary>What was passed on.</summary>
/// <param name="Connections">Connections.</param>
/// <param name="ToPeer">Bytes from those who called to the peer.</param>
/// <param name="FromPeer">Bytes from the peer to those who called.</param>
internal readonly record struct RelayTotals(int Connections, long ToPeer, long FromPeer)
{
    /// <summary>Both together.</summary>
    public static RelayTotals operator +(RelayTotals one, RelayTotals other) =>
        new(one.Connections + other.Connections, one.ToPeer + other.ToPeer, one.FromPeer + other.FromPeer);
}
