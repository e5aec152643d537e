using System.Text.Json;
using DicomActors.Archive.Index;

namespace DicomActors.Archive.Query.Matching;

/// <summary>List of UID matching, PS3.4 C.2.2.2.2, and a single UID.</summary>
internal sealed class UidMatcher(IReadOnlyCollection<string> uids) : ValueMatcher
{
    private readonly HashSet<string> _uids = [.. uids];

    public override bool Matches(string value) => _uids.Contains(value);

    public override string? Narrow(ArchiveAttribute attribute, SqlParameters parameters) =>
        !attribute.IsSingleValued ? null
        : _uids.Count == 1 ? $"{attribute.Expression} = {parameters.Add(_uids.First())}"
        : $"{attribute.Expression} IN (SELECT value FROM json_each({parameters.Add(ToJson(_uids))}))";

    /// <summary>One parameter for any number of values.</summary>
    public static string ToJson(IEnumerable<string> values)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
