namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>A scenario showed that something promised was not kept.</summary>
public sealed class GuaranteeBrokenException(string message) : Exception(message);
