using System.CommandLine;

namespace DicomActors.Node.Remote;

/// <summary>The peers a node has configured, as the command line names them.</summary>
internal static class PeersOfNode
{
    /// <summary>The argument that names one.</summary>
    public static Argument<string> Argument() => new("NAME") { Description = "Name of the peer in the node's configuration, as peers shows it." };

    /// <summary>Where the API has an action on it.</summary>
    public static string Path(string peer, string action) => $"api/peers/{Uri.EscapeDataString(peer)}/{action}";
}
