using DicomActors.Protocol.Diagnostics;
using Microsoft.Extensions.Logging;

namespace DicomActors.Protocol.Transport;

/// <summary>Log messages about certificates.</summary>
internal static partial class TlsLog
{
    [LoggerMessage(EventIds.CertificateReloaded, LogLevel.Information, "TLS: read {Files} again; in use from the next handshake on.")]
    public static partial void Reloaded(ILogger logger, string files);

    [LoggerMessage(EventIds.CertificateReloadFailed, LogLevel.Error, "TLS: the changed files cannot be used, the certificates read before stay in use. {Problem}")]
    public static partial void ReloadFailed(ILogger logger, string problem);
}
