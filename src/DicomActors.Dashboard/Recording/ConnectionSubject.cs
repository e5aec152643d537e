using System.Net;
using DicomActors.Protocol.Associations;

namespace DicomActors.Dashboard.Recording;

/// <summary>With whom a connection is: what its events told so far.</summary>
internal sealed class ConnectionSubject
{
    public EndPoint? RemoteEndPoint { get; init; }

    public string? CallingAETitle { get; set; }

    public string? CalledAETitle { get; set; }

    /// <summary>How the feed calls the peer.</summary>
    public string? Peer { get => field ?? RemoteEndPoint?.ToString(); set; }

    public void Associate(Association association)
    {
        CallingAETitle = association.CallingAETitle;
        CalledAETitle = association.CalledAETitle;
        Peer = association.PeerAETitle;
    }

    /// <summary>Whether an AE title or the address contains a text.</summary>
    public bool Matches(string filter) =>
        Contains(CallingAETitle, filter) || Contains(CalledAETitle, filter) || Contains(RemoteEndPoint?.ToString(), filter);

    private static bool Contains(string? text, string filter) => text?.Contains(filter, StringComparison.OrdinalIgnoreCase) == true;
}
