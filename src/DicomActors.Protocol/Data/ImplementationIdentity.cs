using System.Runtime.CompilerServices;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Data;

/// <summary>How this implementation names itself, in associations (PS3.7 D.3.3.2) and in files (PS3.10 7.1).</summary>
public static class ImplementationIdentity
{
    /// <summary>The implementation class UID: one per implementation, whatever its version. UUID-derived (PS3.5 B.2).</summary>
    public static Uid ClassUid { get; } = new("2.25.190250636534621076228082768603257433712");

    /// <summary>The implementation version name, 1 to 16 characters; changes with releases.</summary>
    public static string VersionName => "DICOMACTORS_010";

    internal static Uid RequireClassUid(Uid uid, [CallerMemberName] string name = "") =>
        uid.IsValid ? uid : throw new ArgumentException($"'{uid}' is not a UID.", name);

    internal static string? RequireVersionName(string? version, [CallerMemberName] string name = "") =>
        version is null || (version.Length is > 0 and <= UserInformation.MaximumVersionNameLength && !version.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            ? version
            : throw new ArgumentException($"'{version}' is not an implementation version name: 1 to {UserInformation.MaximumVersionNameLength} printable ASCII characters.", name);
}
