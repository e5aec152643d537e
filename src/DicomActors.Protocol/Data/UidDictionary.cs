using System.Diagnostics.CodeAnalysis;

namespace DicomActors.Protocol.Data;

/// <summary>The registered UIDs of PS3.6 Annex A. Loaded at first use; safe for any thread.</summary>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "A dictionary in the standard's sense.")]
public static class UidDictionary
{
    private static readonly Lazy<Dictionary<Uid, UidEntry>> ByUid = new(Load);

    private static readonly Lazy<Dictionary<string, UidEntry>> ByKeyword = new(
        () => ByUid.Value.Values.Where(entry => entry.Keyword.Length > 0).DistinctBy(entry => entry.Keyword, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(entry => entry.Keyword, StringComparer.OrdinalIgnoreCase));

    /// <summary>Every registered UID.</summary>
    public static IReadOnlyCollection<UidEntry> Entries => ByUid.Value.Values;

    /// <summary>The entry of a UID; <see langword="false"/> if the standard does not register it.</summary>
    public static bool TryFind(Uid uid, [NotNullWhen(true)] out UidEntry? entry) => ByUid.Value.TryGetValue(uid, out entry);

    /// <summary>The entry with this keyword, in any case; <see langword="false"/> if there is none.</summary>
    public static bool TryFindByKeyword(string keyword, [NotNullWhen(true)] out UidEntry? entry) =>
        ByKeyword.Value.TryGetValue(keyword, out entry);

    private static Dictionary<Uid, UidEntry> Load()
    {
        var text = DictionaryResource.Read("uids.txt");
        var entries = new Dictionary<Uid, UidEntry>(600);
        foreach (var line in DictionaryResource.FindLines(text))
        {
            var fields = DictionaryResource.ReadFields(text, line);
            var uid = new Uid(fields[0]);
            entries.Add(uid, new UidEntry(uid, ToKind(fields[1]), fields[2], fields[3], fields is [_, _, _, _, "R"]));
        }

        return entries;
    }

    private static UidKind ToKind(string letter) => letter switch
    {
        "A" => UidKind.ApplicationContext,
        "C" => UidKind.SopClass,
        "D" => UidKind.CodingScheme,
        "F" => UidKind.FrameOfReference,
        "H" => UidKind.ApplicationHostingModel,
        "I" => UidKind.WellKnownSopInstance,
        "L" => UidKind.LdapObjectIdentifier,
        "M" => UidKind.MetaSopClass,
        "P" => UidKind.MappingResource,
        "S" => UidKind.ServiceClass,
        "T" => UidKind.TransferSyntax,
        _ => throw new InvalidOperationException($"Unknown kind '{letter}' in uids.txt."),
    };
}
