using Akka.Configuration;

namespace DicomActors.Configuration;

/// <summary>
/// Finds settings that nobody reads. A misspelt name would silently leave the default, and with <c>tls</c> or a limit that is not what
/// its writer relies on. <c>reference.conf</c> has every name there is.
/// </summary>
internal static class SettingNames
{
    // An end point of a listener has these of the listener's keys; the others hold for the listener as a whole.
    private static readonly string[] OfEndPoints = ["host", "port", "backlog", "tls", "proxy-protocol"];

    /// <summary>Fails on the first name that is unknown where it stands.</summary>
    /// <param name="all">A whole configuration, defaults included.</param>
    /// <exception cref="DicomSettingsException">There is one; the message says what is known in its place.</exception>
    public static void RequireKnown(Config all)
    {
        var known = Blocks(DicomSettings.DefaultConfig.GetConfig(DicomSettings.Root));
        var listener = known["listener"]!;
        var endPoint = Blocks(listener).Where(static block => OfEndPoints.Contains(block.Key)).ToDictionary();
        var peer = Blocks(known["peer"]!);
        peer.Add("connection", known["connection"]);

        foreach (var (name, block) in Require(all.GetConfig(DicomSettings.Root), known, DicomSettings.Root))
        {
            var path = $"{DicomSettings.Root}.{name}";
            switch (name)
            {
                case "peers":
                    RequireEach(block, peer, path);
                    break;
                case "listeners":
                    RequireListeners(block, Blocks(listener), endPoint, path);
                    break;
                case "listener":
                    RequireListener(block, Blocks(listener), endPoint, path);
                    break;
                default:
                    RequireBelow(block, Blocks(known[name]!), path);
                    break;
            }
        }
    }

    private static void RequireListeners(Config listeners, Dictionary<string, Config?> known, Dictionary<string, Config?> endPoint, string path)
    {
        foreach (var (name, listener) in Blocks(listeners))
        {
            if (listener is not null)
            {
                RequireListener(listener, known, endPoint, $"{path}.{name}");
            }
        }
    }

    private static void RequireListener(Config listener, Dictionary<string, Config?> known, Dictionary<string, Config?> endPoint, string path)
    {
        foreach (var (name, block) in Require(listener, known, path))
        {
            if (name == "endpoints")
            {
                RequireEach(block, endPoint, $"{path}.{name}");
            }
            else
            {
                RequireBelow(block, Blocks(known[name]!), $"{path}.{name}");
            }
        }
    }

    /// <summary>For blocks whose names are the user's, and whose contents are alike.</summary>
    private static void RequireEach(Config named, Dictionary<string, Config?> known, string path)
    {
        foreach (var (name, block) in Blocks(named))
        {
            if (block is not null)
            {
                RequireBelow(block, known, $"{path}.{name}");
            }
        }
    }

    private static void RequireBelow(Config given, Dictionary<string, Config?> known, string path)
    {
        foreach (var (name, block) in Require(given, known, path))
        {
            RequireBelow(block, Blocks(known[name]!), $"{path}.{name}");
        }
    }

    /// <summary>The blocks among what is given, all of whose names are known; a single value has nothing below it.</summary>
    private static IEnumerable<(string Name, Config Block)> Require(Config given, Dictionary<string, Config?> known, string path)
    {
        foreach (var (name, block) in Blocks(given))
        {
            if (!known.TryGetValue(name, out var inReference))
            {
                throw new DicomSettingsException(
                    $"{path}.{name}", $"there is no such setting. Known here: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
            }

            if (block is not null && inReference is not null)
            {
                yield return (name, block);
            }
        }
    }

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
}
