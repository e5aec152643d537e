using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Storage;

/// <summary>Finds out what an instance is, from the head of its data set.</summary>
internal static class InstanceIdentity
{
    /// <summary>Fills in <see cref="IncomingInstance.Stored"/>; a refusal if the data set is not what its request says (PS3.4 B.2.3).</summary>
    /// <exception cref="IOException">The file cannot be read back.</exception>
    public static StorageFailure? Find(IncomingInstance instance, ArchiveStorageOptions options)
    {
        var attributes = instance.Head.Take(() => new StagedFileStream(instance.File, instance.DatasetOffset), options.MaximumHeaderLength);
        instance.Head.Dispose();
        var sopClass = attributes.GetUid(DicomTag.SopClassUid);
        var sopInstance = attributes.GetUid(DicomTag.SopInstanceUid);
        if (sopClass.IsEmpty || sopInstance.IsEmpty)
        {
            return StorageFailure.NotUnderstood;
        }

        if (sopInstance != instance.SopInstanceUid)
        {
            return StorageFailure.OtherInstance;
        }

        if (sopClass != instance.SopClassUid)
        {
            return StorageFailure.OtherSopClass;
        }

        if (options.RequiresStudyAndSeries
            && (attributes.GetUid(DicomTag.StudyInstanceUid).IsEmpty || attributes.GetUid(DicomTag.SeriesInstanceUid).IsEmpty))
        {
            return StorageFailure.WithoutStudyOrSeries;
        }

        var path = options.Layout.GetPath(new LayoutValues(instance.SopInstanceUid, instance.Sender, instance.Recipient, attributes));
        instance.Stored = new StoredInstance(instance.SopClassUid, instance.SopInstanceUid, instance.TransferSyntax, path, instance.File.Length, attributes);
        return null;
    }
}
