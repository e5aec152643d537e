namespace DicomActors.Dashboard.Api;

/// <summary>What came of a C-ECHO: answer to <c>POST /api/peers/{name}/echo</c>.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Succeeded">Whether it answered with success.</param>
/// <param name="Message">The outcome in one line, for people.</param>
/// <param name="ElapsedMilliseconds">From asking to the outcome, association included.</param>
public sealed record EchoReport(string Peer, bool Succeeded, string Message, double ElapsedMilliseconds);
