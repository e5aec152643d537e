using System.Globalization;

namespace DicomActors.Node.Demo;

/// <summary>So many of so many.</summary>
internal readonly record struct Share(int Part, int Whole)
{
    /// <summary>Whether that is all of them.</summary>
    public bool IsWhole => Part == Whole;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Part} of {Whole}");
}
