using System.Collections.Frozen;
using DicomActors.Archive.Query;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Index;

/// <summary>What can be asked for, by level (PS3.4 C.6.1.1, C.6.2.1). docs/archive-queries.md lists it.</summary>
internal static class ArchiveAttributes
{
    /// <summary>The parameter that stands for the AE title to retrieve from.</summary>
    public const string RetrieveAETitleParameter = "$retrieveAETitle";

    private static readonly string[] OfPatient =
    [
        "PatientName", "PatientID", "IssuerOfPatientID", "PatientBirthDate", "PatientBirthTime", "PatientSex", "OtherPatientIDs",
        "OtherPatientNames", "EthnicGroup", "PatientComments",
    ];

    private static readonly string[] OfStudy =
    [
        "StudyInstanceUID", "StudyDate", "StudyTime", "AccessionNumber", "StudyID", "StudyDescription", "ReferringPhysicianName",
        "NameOfPhysiciansReadingStudy", "AdmittingDiagnosesDescription", "PatientAge", "PatientSize", "PatientWeight", "Occupation",
        "AdditionalPatientHistory",
    ];

    private static readonly string[] OfSeries =
    [
        "SeriesInstanceUID", "Modality", "SeriesNumber", "SeriesDate", "SeriesTime", "SeriesDescription", "BodyPartExamined",
        "Laterality", "ProtocolName", "PatientPosition", "PerformingPhysicianName", "OperatorsName", "InstitutionName",
        "InstitutionalDepartmentName", "StationName", "Manufacturer", "ManufacturerModelName", "PerformedProcedureStepID",
        "PerformedProcedureStepStartDate", "PerformedProcedureStepStartTime", "PerformedProcedureStepDescription",
    ];

    private static readonly string[] OfImage =
    [
        "SOPInstanceUID", "SOPClassUID", "InstanceNumber", "ImageType", "InstanceCreationDate", "InstanceCreationTime", "ContentDate",
        "ContentTime", "AcquisitionDate", "AcquisitionTime", "AcquisitionDateTime", "AcquisitionNumber", "NumberOfFrames", "Rows",
        "Columns", "BitsAllocated", "PhotometricInterpretation", "ContentLabel", "CompletionFlag", "VerificationFlag",
    ];

    /// <summary>Every attribute, in the order of levels.</summary>
    public static IReadOnlyList<ArchiveAttribute> All { get; } =
    [
        .. OfPatient.Select(keyword => Stored(QueryLevel.Patient, "study", keyword)),
        Computed(QueryLevel.Patient, "NumberOfPatientRelatedStudies", "(SELECT count(*) FROM study AS s WHERE s.patient_key = study.patient_key)"),
        Computed(
            QueryLevel.Patient, "NumberOfPatientRelatedSeries",
            "(SELECT count(*) FROM study AS s JOIN series AS e ON e.study = s.id WHERE s.patient_key = study.patient_key)"),
        Computed(
            QueryLevel.Patient, "NumberOfPatientRelatedInstances",
            "(SELECT count(*) FROM study AS s JOIN series AS e ON e.study = s.id JOIN instance AS i ON i.series = e.id WHERE s.patient_key = study.patient_key)"),
        Computed(QueryLevel.Patient, "InstanceAvailability", "'ONLINE'"),
        Computed(QueryLevel.Patient, "RetrieveAETitle", RetrieveAETitleParameter),
        .. OfStudy.Select(keyword => Stored(QueryLevel.Study, "study", keyword)),
        Computed(
            QueryLevel.Study, "ModalitiesInStudy",
            @"(SELECT group_concat(v, '\') FROM (SELECT DISTINCT e.Modality AS v FROM series AS e WHERE e.study = study.id AND e.Modality <> '' ORDER BY v))"),
        Computed(
            QueryLevel.Study, "SOPClassesInStudy",
            @"(SELECT group_concat(v, '\') FROM (SELECT DISTINCT i.SOPClassUID AS v FROM series AS e JOIN instance AS i ON i.series = e.id WHERE e.study = study.id ORDER BY v))"),
        Computed(QueryLevel.Study, "NumberOfStudyRelatedSeries", "(SELECT count(*) FROM series AS e WHERE e.study = study.id)"),
        Computed(
            QueryLevel.Study, "NumberOfStudyRelatedInstances",
            "(SELECT count(*) FROM series AS e JOIN instance AS i ON i.series = e.id WHERE e.study = study.id)"),
        .. OfSeries.Select(keyword => Stored(QueryLevel.Series, "series", keyword)),
        Computed(QueryLevel.Series, "NumberOfSeriesRelatedInstances", "(SELECT count(*) FROM instance AS i WHERE i.series = series.id)"),
        .. OfImage.Select(keyword => Stored(QueryLevel.Image, "instance", keyword)),
        Computed(QueryLevel.Image, "AvailableTransferSyntaxUID", "instance.transfer_syntax"),
    ];

    private static readonly FrozenDictionary<DicomTag, ArchiveAttribute> ByTag = All.ToFrozenDictionary(attribute => attribute.Tag);

    /// <summary>The last element of a data set that has to be read.</summary>
    public static DicomTag Last { get; } = All.Where(attribute => attribute.IsStored).Max(attribute => attribute.Tag);

    /// <summary>The attribute, if it can be asked for at this level.</summary>
    public static ArchiveAttribute? Find(DicomTag tag, QueryLevel level) =>
        ByTag.TryGetValue(tag, out var attribute) && attribute.Level <= level ? attribute : null;

    /// <summary>The attribute, if it has a column.</summary>
    public static ArchiveAttribute? FindStored(DicomTag tag) =>
        ByTag.TryGetValue(tag, out var attribute) && attribute.IsStored ? attribute : null;

    private static ArchiveAttribute Stored(QueryLevel level, string table, string keyword)
    {
        var entry = Entry(keyword);
        return new ArchiveAttribute(entry.Tag, entry.VR, level, $"{table}.{keyword}", entry.VM == "1", IsStored: true);
    }

    private static ArchiveAttribute Computed(QueryLevel level, string keyword, string expression)
    {
        var entry = Entry(keyword);
        return new ArchiveAttribute(entry.Tag, entry.VR, level, expression, IsSingleValued: false, IsStored: false);
    }

    private static DictionaryEntry Entry(string keyword) =>
        TagDictionary.TryFindByKeyword(keyword, out var entry) ? entry : throw new InvalidOperationException($"There is no attribute {keyword}.");
}
