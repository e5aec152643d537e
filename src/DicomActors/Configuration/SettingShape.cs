using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace DicomActors.Configuration;

/// <summary>What may stand somewhere in the settings: a value, or a block of names.</summary>
/// <param name="Names">The names of a block, with what may stand below each; null: a value.</param>
/// <param name="Each">Not null: a block whose names are the user's own, and this may stand below each.</param>
/// <param name="IsList">Whether the value is a list.</param>
internal sealed record SettingShape(Dictionary<string, SettingShape>? Names, SettingShape? Each = null, bool IsList = false)
{
    // An end point of a listener has these of the listener's keys; the others hold for the listener as a whole.
    private static readonly string[] OfEndPoints = ["host", "port", "backlog", "tls", "proxy-protocol"];

    /// <summary>What a reference shows, and where names are the user's own.</summary>
    /// <param name="reference">Its block <c>dicom-actors</c>.</param>
    public static SettingShape OfReference(Config reference)
    {
        var root = Of(reference);
        var (listener, peer) = (root.Names!["listener"], root.Names["peer"]);
        var endPoint = new SettingShape(listener.Names!.Where(static entry => OfEndPoints.Contains(entry.Key)).ToDictionary());
        listener.Names!["endpoints"] = new SettingShape([], endPoint);
        root.Names["listeners"] = new SettingShape([], listener);
        peer.Names!["connection"] = root.Names["connection"];
        root.Names["peers"] = new SettingShape([], peer);
        return root;
    }

    /// <summary>What may stand below a name; null if there is no such name.</summary>
    public SettingShape? Below(string name) => Each ?? Names?.GetValueOrDefault(name);

    /// <summary>What to say where there is no such name.</summary>
    public string Unknown() => $"there is no such setting. Known here: {string.Join(", ", Names!.Keys.Order(StringComparer.Ordinal))}.";

    private static SettingShape Of(Config block) => new(block.AsEnumerable().ToDictionary(
        static entry => entry.Key,
        entry => entry.Value.IsObject() ? Of(block.GetConfig($"\"{entry.Key}\"")) : new SettingShape(null, IsList: IsListed(entry.Value)),
        StringComparer.Ordinal));

    // To Akka's own HOCON an empty list is no array; it is no text either.
    private static bool IsListed(HoconValue value) => value.IsArray() || value.GetString() is null;
}
