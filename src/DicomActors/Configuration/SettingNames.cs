using Akka.Configuration;

namespace DicomActors.Configuration;

/// <summary>
/// Finds settings that nobody reads. A misspelt name would silently leave the default, and with <c>tls</c> or a limit that is not what
/// its writer relies on. A reference has every name there is.
/// </summary>
internal sealed class SettingNames
{
    // An end point of a listener has these of the listener's keys; the others hold for the listener as a whole.
    private static readonly string[] OfEndPoints = ["host", "port", "backlog", "tls", "proxy-protocol"];

    private readonly Shape _known;

    /// <summary>The names of a reference.</summary>
    /// <param name="reference">Its block <c>dicom-actors</c>.</param>
    public SettingNames(Config reference) => _known = KnownShape(reference);

    /// <summary>Fails on the first name that is unknown where it stands.</summary>
    /// <param name="given">A block <c>dicom-actors</c>, defaults included.</param>
    /// <exception cref="DicomSettingsException">There is one; the message says what is known in its place.</exception>
    public void RequireKnown(Config given) => Require(given, _known, DicomSettings.Root);

    private static void Require(Config given, Shape known, string path)
    {
        foreach (var (name, block) in Blocks(given))
        {
            var below = known.Each;
            if (below is null && !known.Names.TryGetValue(name, out below))
            {
                throw new DicomSettingsException(
                    $"{path}.{name}", $"there is no such setting. Known here: {string.Join(", ", known.Names.Keys.Order(StringComparer.Ordinal))}.");
            }

            if (block is not null && below is not null)
            {
                Require(block, below, $"{path}.{name}");
            }
        }
    }

    /// <summary>What the reference shows, and where names are the user's own.</summary>
    private static Shape KnownShape(Config reference)
    {
        var root = ShapeOf(reference);
        var (listener, peer) = (root.Names["listener"]!, root.Names["peer"]!);
        var endPoint = new Shape(listener.Names.Where(static entry => OfEndPoints.Contains(entry.Key)).ToDictionary());
        listener.Names["endpoints"] = new Shape([], endPoint);
        root.Names["listeners"] = new Shape([], listener);
        peer.Names["connection"] = root.Names["connection"];
        root.Names["peers"] = new Shape([], peer);
        return root;
    }

    private static Shape ShapeOf(Config block) =>
        new(Blocks(block).ToDictionary(static entry => entry.Key, static entry => entry.Value is { } below ? ShapeOf(below) : null));

    /// <summary>What stands in a block, by name: blocks as such, values as null.</summary>
    private static Dictionary<string, Config?> Blocks(Config block)
    {
        var entries = new Dictionary<string, Config?>(StringComparer.Ordinal);
        foreach (var (name, value) in block.AsEnumerable())
        {
            // Quoted: a name may contain dots.
            entries[name] = value.IsObject() ? block.GetConfig($"\"{name}\"") : null;
        }

        return entries;
    }

    /// <summary>What may stand in a block.</summary>
    /// <param name="Names">The names, with what may stand below; null: a value.</param>
    /// <param name="Each">Not null: names are the user's own, and this may stand below each.</param>
    private sealed record Shape(Dictionary<string, Shape?> Names, Shape? Each = null);
}
