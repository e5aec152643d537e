using System.Diagnostics;
using DicomActors.Protocol.Engine;

namespace DicomActors.Connections;

/// <summary>
/// Connect to a peer. Answered with <see cref="ConnectionOpened"/>, or with <c>Status.Failure</c> of a
/// <see cref="ConnectionFailedException"/> (why there is no connection) or <see cref="ConnectionRefusedException"/> (we
/// have as many as we may, or are shutting down).
/// </summary>
/// <param name="Request">Whom to connect to, and how.</param>
public sealed record OpenConnection(AdvancedDicomClientConnectionRequest Request) : IConnectionFactoryCommand
{
    /// <summary>
    /// Cancelled, it ends the attempt at once: the answer is the failure, with <see cref="ConnectionEndReason.Stopped"/>. Without effect
    /// once the transport stands (then <see cref="CloseConnection"/> does that). Default: never.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// What the connection is opened for: the parent of the span of its association. Default: the current activity of whoever makes this command.
    /// </summary>
    public Activity? ParentActivity { get; init; } = Activity.Current;
}
