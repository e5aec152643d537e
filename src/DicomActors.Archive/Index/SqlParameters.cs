using System.Globalization;

namespace DicomActors.Archive.Index;

/// <summary>Values to bind to a statement: none ever becomes part of its text.</summary>
internal sealed class SqlParameters
{
    private readonly List<(string Name, object Value)> _all = [];

    public IReadOnlyList<(string Name, object Value)> All => _all;

    /// <summary>Adds a value and returns what stands for it in the statement.</summary>
    public string Add(object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"$p{_all.Count}");
        _all.Add((name, value));
        return name;
    }
}
