namespace Comparison.Peers;

/// <summary>Our sender, see <see cref="StoreScu"/>.</summary>
/// <param name="folder">The files to send.</param>
/// <param name="options">Each as name=value.</param>
internal sealed class OwnSender(string folder, params string[] options) : Sender
{
    public override string Description => $"ConnectionActor {string.Join(' ', options)}".TrimEnd();

    public override ProgramCall Call(int port, long instances) => OwnProgram.Peer(
        StoreScu.Verb,
        [
            $"folder={folder}",
            PeerArguments.Format("port", port),
            PeerArguments.Format("count", instances),
            .. options,
        ]);
}
