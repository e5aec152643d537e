namespace DicomActors.Protocol.Data;

/// <summary>How this implementation names itself, in associations (PS3.7 D.3.3.2) and in files (PS3.10 7.1).</summary>
public static class ImplementationIdentity
{
    /// <summary>Implementation class UID of DicomActors.</summary>
    public static Uid ClassUid { get; } = new("2.25.97404925278025833947772738217045522444");

    /// <summary>Implementation version name, 1 to 16 characters; changes with releases.</summary>
    public static string VersionName => "DICOMACTORS_010";
}
