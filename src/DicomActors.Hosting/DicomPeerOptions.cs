using DicomActors.Clients;
using DicomActors.Protocol.Transport;

namespace DicomActors.Hosting;

/// <summary>
/// A peer of the regular client, as options for configuration binding. What is not here is as in <c>dicom-actors.peer</c>; a
/// <see cref="DicomPeer"/> of your own has all of it, TLS and proxies included.
/// </summary>
public sealed class DicomPeerOptions
{
    /// <summary>How it is called here: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>. Must be set.</summary>
    public string Name { get; set; } = "";

    /// <summary>Host name or address. Must be set.</summary>
    public string Host { get; set; } = "";

    /// <summary>TCP port, 1 to 65535. Default 104.</summary>
    public int Port { get; set; } = 104;

    /// <summary>Our AE title. Default <c>DICOMACTORS</c>.</summary>
    public string CallingAETitle { get; set; } = "DICOMACTORS";

    /// <summary>Its AE title. Default <c>ANY-SCP</c>.</summary>
    public string CalledAETitle { get; set; } = "ANY-SCP";

    /// <inheritdoc cref="DicomPeer.MaximumAssociations"/>
    public int MaximumAssociations { get; set; } = 2;

    /// <inheritdoc cref="DicomPeer.MaximumAttempts"/>
    public int MaximumAttempts { get; set; } = 3;

    /// <inheritdoc cref="DicomPeer.Linger"/>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc cref="DicomPeer.RequestDeadline"/>
    public TimeSpan RequestDeadline { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>The peer these options describe.</summary>
    /// <exception cref="ArgumentException">A value is not allowed: the message names the peer, the value and what is allowed.</exception>
    public DicomPeer ToPeer()
    {
        try
        {
            return new DicomPeer(Name, new TcpConnector(Host, Port), CallingAETitle, CalledAETitle)
            {
                MaximumAssociations = MaximumAssociations,
                MaximumAttempts = MaximumAttempts,
                Linger = Linger,
                RequestDeadline = RequestDeadline,
            };
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"DicomPeerOptions of '{Name}': {exception.Message}", exception);
        }
    }
}
