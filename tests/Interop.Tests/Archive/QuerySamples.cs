using System.Globalization;
using DicomActors.Archive.Storage;
using DicomActors.Protocol.Data;

namespace DicomActors.Interop.Tests.Archive;

/// <summary>A small hospital to ask about: names in several scripts, times of several precisions, studies of several modalities.</summary>
internal static class QuerySamples
{
    /// <summary>What every UID begins with.</summary>
    public const string Root = "1.2.826.0.1.3680043.10.7";

    private static readonly Patient[] Patients =
    [
        new("P1", "DOE^JOHN", "M", "19600101", "", [
            new("20240101", "080000", "ACC1", "HEAD", "DR^HOUSE", ["CT", "CT", "SR"]),
            new("20240229", "103000", "ACC2", "CHEST", "DR^HOUSE", ["CT"]),
            new("20250615", "235959.999999", "ACC3", "HEAD AND NECK", "DR^WILSON", ["MR", "MR"])]),
        new("P2", "DOE^JANE", "F", "19651231", "", [
            new("20240301", "1030", "ACC4", "CHEST", "DR^WILSON", ["PT", "CT"]),
            new("20231231", "10", "ACC5", "ABDOMEN", "", ["US"])]),
        new("P3", "Müller^Jürgen", "M", "19700707", "ISO_IR 100", [
            new("20240229", "120000", "ACC6", "Schädel", "Größe^Änne", ["MR"])]),
        new("P4", "Yamada^Tarou=山田^太郎=やまだ^たろう", "M", "19800808", @"\ISO 2022 IR 87", [
            new("20220202", "020202", "ACC7", "HEAD", "", ["CT", "MR"])]),
        new("P5", "Иванов^Иван", "M", "19550505", "ISO_IR 144", [
            new("20220202", "223000", "ACC8", "Голова", "", ["CR"])]),
        new("P6", "O'BRIEN^MARY^ANN^DR^PHD", "F", "19900909", "", [
            new("20240229", "103000.5", "ACC9", "KNEE (LEFT)", "DR^HOUSE", ["DX", "DX"])]),
        new("P 7", "SMITH", "O", "", "", [new("20200101", "", "ACC 10", "A_B", "", ["US"])]),
        new("P8", "[BRACKET]^A%B_C", "", "20000101", "", [new("20200601", "000000", "ACC[11]", "AXB", "", ["XA"])]),
        new("P9", "", "", "", "", [new("", "", "", "", "", ["OT"])]),
        new("P10", "doe^lower", "F", "19600101", "", [new("20240102", "081500", "acc1", "head", "", ["CT"])]),
        new("P11", "GREEK^Α", "F", "19601010", "ISO_IR 192", [new("20210303", "111111", "ACC12", "100%", "", ["MG", "MG", "MG"])]),
    ];

    /// <summary>The UID of a study: the number of its patient and its own, from 1.</summary>
    public static string Study(int patient, int study) => string.Create(CultureInfo.InvariantCulture, $"{Root}.{patient}.{study}");

    /// <summary>The UID of a series.</summary>
    public static string Series(int patient, int study, int series) => string.Create(CultureInfo.InvariantCulture, $"{Study(patient, study)}.{series}");

    /// <summary>Writes every instance into a folder.</summary>
    public static IReadOnlyList<StoredInstance> WriteTo(string folder)
    {
        var instances = new List<StoredInstance>();
        for (var p = 0; p < Patients.Length; p++)
        {
            for (var t = 0; t < Patients[p].Studies.Length; t++)
            {
                var study = Patients[p].Studies[t];
                for (var s = 0; s < study.Modalities.Length; s++)
                {
                    for (var number = 1; number <= 2 + s; number++)
                    {
                        instances.Add(Write(folder, Patients[p], study, Series(p + 1, t + 1, s + 1), Study(p + 1, t + 1), s, number));
                    }
                }
            }
        }

        return instances;
    }

    private static StoredInstance Write(string folder, Patient patient, Visit visit, string series, string study, int seriesIndex, int number)
    {
        var instance = string.Create(CultureInfo.InvariantCulture, $"{series}.{number}");
        var modality = visit.Modalities[seriesIndex];
        var sopClass = modality switch
        {
            "CT" => SopClasses.CtImageStorage,
            "MR" => SopClasses.MrImageStorage,
            "US" => SopClasses.UltrasoundImageStorage,
            _ => SopClasses.SecondaryCaptureImageStorage,
        };
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian);
        if (patient.CharacterSet.Length > 0)
        {
            builder.Add(DicomTag.SpecificCharacterSet, patient.CharacterSet);
        }

        builder
            .Add(DicomTag.ImageType, number == 1 ? @"ORIGINAL\PRIMARY\AXIAL" : @"DERIVED\SECONDARY\AXIAL")
            .Add(DicomTag.SopClassUid, sopClass).Add(DicomTag.SopInstanceUid, instance)
            .Add(DicomTag.StudyDate, visit.Date).Add(DicomTag.StudyTime, visit.Time).Add(DicomTag.AccessionNumber, visit.Accession)
            .Add(DicomTag.Modality, modality).Add(DicomTag.ReferringPhysicianName, visit.Physician).Add(DicomTag.StudyDescription, visit.Description)
            .Add(DicomTag.SeriesDescription, $"{modality} series").Add(DicomTag.PatientName, patient.Name).Add(DicomTag.PatientId, patient.Id)
            .Add(DicomTag.PatientBirthDate, patient.BirthDate).Add(DicomTag.PatientSex, patient.Sex)
            .Add(DicomTag.StudyInstanceUid, study).Add(DicomTag.SeriesInstanceUid, series).Add(DicomTag.StudyId, visit.Accession.Length > 3 ? visit.Accession[3..].Trim() : "")
            .AddIntegers(DicomTag.SeriesNumber, seriesIndex + 1).AddIntegers(DicomTag.InstanceNumber, number);
        var dataset = builder.Build();
        var name = instance + ".dcm";
        var meta = new FileMetaInformation(sopClass, new Uid(instance), TransferSyntax.ExplicitVRLittleEndian);
        File.WriteAllBytes(Path.Combine(folder, name), [.. meta.Encode(), .. dataset.Bytes.Span]);
        return new StoredInstance(sopClass, new Uid(instance), TransferSyntax.ExplicitVRLittleEndian, name, dataset.Bytes.Length, dataset);
    }

    private sealed record Patient(string Id, string Name, string Sex, string BirthDate, string CharacterSet, Visit[] Studies);

    private sealed record Visit(string Date, string Time, string Accession, string Description, string Physician, string[] Modalities);
}
