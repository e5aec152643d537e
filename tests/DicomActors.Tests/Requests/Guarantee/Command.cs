namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>One command; the number chooses the request, the one to cancel, or the amount.</summary>
public readonly record struct Command(CommandKind Kind, int Number)
{
    public override string ToString() => $"{Kind}({Number})";
}
