namespace DicomActors.Dashboard.Api;

/// <summary>What came of reading the configuration again: answer to <c>POST /api/reload</c>.</summary>
/// <param name="Applied">What is different from now on, one line each.</param>
/// <param name="NeedsRestart">Settings that differ and count only after a restart.</param>
public sealed record ReloadReport(IReadOnlyList<string> Applied, IReadOnlyList<string> NeedsRestart);
