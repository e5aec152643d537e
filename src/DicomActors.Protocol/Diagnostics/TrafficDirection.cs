namespace DicomActors.Protocol.Diagnostics;

/// <summary>Which way something went.</summary>
public enum TrafficDirection
{
    /// <summary>From the peer to us.</summary>
    Received,

    /// <summary>From us to the peer.</summary>
    Sent,
}
