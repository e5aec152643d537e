namespace DicomActors.Protocol.Data;

/// <summary>The file meta information of a DICOM file (PS3.10 section 7.1): what stands before the data set.</summary>
/// <param name="MediaStorageSopClassUid">SOP class of the data set (0002,0002).</param>
/// <param name="MediaStorageSopInstanceUid">SOP instance of the data set (0002,0003).</param>
/// <param name="TransferSyntax">Transfer syntax of the data set (0002,0010).</param>
public sealed record FileMetaInformation(Uid MediaStorageSopClassUid, Uid MediaStorageSopInstanceUid, TransferSyntax TransferSyntax)
{
    /// <summary>Bytes of preamble and the prefix DICM.</summary>
    public const int PreambleLength = 132;

    /// <summary>Who wrote the file (0002,0012). Default: this implementation.</summary>
    public Uid ImplementationClassUid { get; init; } = ImplementationIdentity.ClassUid;

    /// <summary>Version of who wrote the file (0002,0013), up to 16 characters. Default: this implementation.</summary>
    public string? ImplementationVersionName { get; init; } = ImplementationIdentity.VersionName;

    /// <summary>AE title of who wrote the content (0002,0016).</summary>
    public string? SourceApplicationEntityTitle { get; init; }

    /// <summary>AE title of who sent it over the network (0002,0017).</summary>
    public string? SendingApplicationEntityTitle { get; init; }

    /// <summary>AE title of who received it over the network (0002,0018).</summary>
    public string? ReceivingApplicationEntityTitle { get; init; }

    /// <summary>Whose private information is in <see cref="PrivateInformation"/> (0002,0100).</summary>
    public Uid PrivateInformationCreatorUid { get; init; }

    /// <summary>Private information (0002,0102); only with <see cref="PrivateInformationCreatorUid"/>.</summary>
    public ReadOnlyMemory<byte> PrivateInformation { get; init; }

    /// <summary>The beginning of a file: preamble of zeros, prefix and group 0002. The data set follows it.</summary>
    public byte[] Encode()
    {
        var group = EncodeGroup();
        var file = new byte[PreambleLength + 12 + group.Length];
        "DICM"u8.CopyTo(file.AsSpan(128));

        var length = DatasetWriter.For(TransferSyntax.ExplicitVRLittleEndian);
        length.WriteElement(DicomTag.FileMetaInformationGroupLength, VR.UL, BitConverter.GetBytes(group.Length), !BitConverter.IsLittleEndian);
        length.ToArray().CopyTo(file, PreambleLength);
        group.CopyTo(file, PreambleLength + 12);
        return file;
    }

    private byte[] EncodeGroup()
    {
        // PS3.10 7.1: always explicit VR little endian, whatever the data set is in.
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.FileMetaInformationVersion, VR.OB, [0, 1])
            .Add(DicomTag.MediaStorageSopClassUid, MediaStorageSopClassUid)
            .Add(DicomTag.MediaStorageSopInstanceUid, MediaStorageSopInstanceUid)
            .Add(DicomTag.TransferSyntaxUid, TransferSyntax.Uid)
            .Add(DicomTag.ImplementationClassUid, ImplementationClassUid);
        AddIfGiven(builder, DicomTag.ImplementationVersionName, ImplementationVersionName);
        AddIfGiven(builder, DicomTag.SourceApplicationEntityTitle, SourceApplicationEntityTitle);
        AddIfGiven(builder, DicomTag.SendingApplicationEntityTitle, SendingApplicationEntityTitle);
        AddIfGiven(builder, DicomTag.ReceivingApplicationEntityTitle, ReceivingApplicationEntityTitle);
        if (!PrivateInformationCreatorUid.IsEmpty)
        {
            builder.Add(DicomTag.PrivateInformationCreatorUid, PrivateInformationCreatorUid)
                .Add(DicomTag.PrivateInformation, VR.OB, PrivateInformation.Span);
        }

        return builder.Build().Bytes.ToArray();
    }

    private static void AddIfGiven(DatasetBuilder builder, DicomTag tag, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            builder.Add(tag, value);
        }
    }
}
