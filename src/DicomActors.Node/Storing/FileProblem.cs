using System.Text.Json;

namespace DicomActors.Node.Storing;

/// <summary>A file that was not sent, or not stored, and why.</summary>
internal sealed record FileProblem(string Path, string Reason)
{
    /// <summary>Writes several, as a property that is an array.</summary>
    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<FileProblem> problems)
    {
        json.WriteStartArray(name);
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("file", problem.Path);
            json.WriteString("reason", problem.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
