namespace DicomActors.Interop.Tests.Archive;

/// <summary>The queries that both archives are asked, with what is to be said where the answers differ.</summary>
internal static class ComparedQueries
{
    private static readonly string Study11 = QuerySamples.Study(1, 1);
    private static readonly string Study21 = QuerySamples.Study(2, 1);
    private static readonly string Study41 = QuerySamples.Study(4, 1);
    private static readonly string Series111 = QuerySamples.Series(1, 1, 1);
    private static readonly string Series112 = QuerySamples.Series(1, 1, 2);

    private const string Case = "Names match without regard to case, which C.2.2.2.1 leaves to the SCP.";
    private const string EmptyComponents = "Empty components at the end of a name may be left out (PS3.5 6.2.1), so both are the same name.";
    private const string Numbers = "02 and 2 are the same Integer String (PS3.5 6.2); dcmqrscp compares characters.";
    private const string NoDate = "30 February is no date (PS3.5 6.2).";
    private const string Imprecise = "A time without minutes or seconds is not precise to them (PS3.5 6.2); dcmqrscp takes them for zero.";
    private const string CodeExtensions = "dcmqrscp does not convert the name from ISO 2022 IR 87 (PS3.5 6.1.2.5).";
    private const string Groups = "The key is the alphabetic group of the name (PS3.5 6.2.1.1); dcmqrscp compares all groups as one text.";
    private const string Modalities = "dcmqrscp does not match by this key; it is optional (C.6.2.1.2).";
    private const string LevelAbove = "A hierarchical query has only unique keys of the levels above (C.4.1.3.1.1).";
    private const string Status = "Both refuse; the status for it is A900H (table C.4-1).";

    public static IReadOnlyList<ComparedQuery> All { get; } =
    [
        // Universal matching, C.2.2.2.3
        new('P', "PATIENT", ""),
        new('P', "PATIENT", "PatientName; PatientSex; PatientBirthDate"),
        new('S', "STUDY", ""),
        new('S', "STUDY", "PatientName; StudyDate; StudyTime; AccessionNumber; StudyID"),
        new('P', "STUDY", "PatientID=P1"),
        new('S', "SERIES", $"StudyInstanceUID={Study11}"),
        new('P', "SERIES", $"PatientID=P1; StudyInstanceUID={Study11}; Modality; SeriesNumber"),
        new('S', "IMAGE", $"StudyInstanceUID={Study11}; SeriesInstanceUID={Series112}; InstanceNumber"),
        new('P', "IMAGE", $"PatientID=P1; StudyInstanceUID={Study11}; SeriesInstanceUID={Series111}"),

        // Single value matching, C.2.2.2.1
        new('P', "PATIENT", "PatientID=P1"),
        new('P', "PATIENT", "PatientID=P 7"),
        new('P', "PATIENT", "PatientID=P99"),
        new('P', "PATIENT", "PatientName=SMITH"),
        new('P', "PATIENT", "PatientName=DOE^JOHN"),
        new('P', "PATIENT", "PatientName=doe^john", Case),
        new('P', "PATIENT", "PatientName=DOE^JOHN^^^", EmptyComponents),
        new('P', "PATIENT", "PatientName=DOE"),
        new('P', "PATIENT", "PatientSex=F"),
        new('P', "PATIENT", "PatientSex=F; PatientName=DOE*", Case),
        new('S', "STUDY", "AccessionNumber=ACC1"),
        new('S', "STUDY", "AccessionNumber=acc1"),
        new('S', "STUDY", "AccessionNumber=ACC[11]"),
        new('S', "STUDY", "StudyDescription=HEAD"),
        new('S', "STUDY", "StudyDescription=100%"),
        new('S', "STUDY", "StudyDescription=A_B"),
        new('S', "STUDY", "PatientID=P1; StudyDescription=CHEST"),
        new('S', "STUDY", "ReferringPhysicianName=DR^HOUSE"),
        new('S', "STUDY", "StudyID=2"),
        new('S', "SERIES", $"StudyInstanceUID={Study21}; Modality=PT"),
        new('S', "SERIES", $"StudyInstanceUID={Study11}; SeriesNumber=2"),
        new('S', "SERIES", $"StudyInstanceUID={Study11}; SeriesNumber=02", Numbers),
        new('S', "IMAGE", $"StudyInstanceUID={Study11}; SeriesInstanceUID={Series112}; InstanceNumber=3"),

        // List of UID matching, C.2.2.2.2
        new('S', "STUDY", $@"StudyInstanceUID={Study11}\{Study21}\1.2.3"),
        new('S', "STUDY", $"StudyInstanceUID={Study41}; PatientName"),
        new('S', "SERIES", $@"StudyInstanceUID={Study11}; SeriesInstanceUID={Series111}\{Series112}"),
        new('S', "IMAGE", $@"StudyInstanceUID={Study11}; SeriesInstanceUID={Series112}; SOPInstanceUID={Series112}.1\{Series112}.3"),
        new('S', "STUDY", "StudyInstanceUID=1.2.826.0.1.3680043.10.7.1.*"),

        // Wildcard matching, C.2.2.2.4
        new('P', "PATIENT", "PatientName=*"),
        new('P', "PATIENT", "PatientName=DOE*", Case),
        new('P', "PATIENT", "PatientName=*^J*"),
        new('P', "PATIENT", "PatientName=DOE^J?NE"),
        new('P', "PATIENT", "PatientName=O'B*PHD"),
        new('P', "PATIENT", "PatientName=[B*"),
        new('P', "PATIENT", "PatientName=*%B_*"),
        new('P', "PATIENT", "PatientID=P?"),
        new('P', "PATIENT", "PatientID=P1*"),
        new('S', "STUDY", "StudyDescription=HEAD*"),
        new('S', "STUDY", "StudyDescription=*HEAD"),
        new('S', "STUDY", "StudyDescription=A?B"),
        new('S', "STUDY", "AccessionNumber=ACC?"),
        new('S', "STUDY", "AccessionNumber=*1*"),
        new('S', "STUDY", "ReferringPhysicianName=*WILSON"),
        new('S', "SERIES", $"StudyInstanceUID={Study11}; Modality=*T"),

        // Range matching, C.2.2.2.5
        new('S', "STUDY", "StudyDate=20240229"),
        new('S', "STUDY", "StudyDate=20240101-20240229"),
        new('S', "STUDY", "StudyDate=20240229-"),
        new('S', "STUDY", "StudyDate=-20231231"),
        new('S', "STUDY", "StudyDate=20240101-20240131; PatientName=DOE*", Case),
        new('S', "STUDY", "StudyDate=20300101-20300102"),
        new('S', "STUDY", "StudyDate=2024.02.29"),
        new('S', "STUDY", "StudyDate=20240230", NoDate),
        new('S', "STUDY", "StudyTime=080000-120000"),
        new('S', "STUDY", "StudyTime=103000-", Imprecise),
        new('S', "STUDY", "StudyTime=-080000"),
        new('S', "STUDY", "StudyTime=103000", Imprecise),
        new('S', "STUDY", "StudyTime=1030", Imprecise),
        new('S', "STUDY", "StudyTime=10-11", Imprecise),
        new('S', "STUDY", "StudyTime=235959.999999"),
        new('S', "STUDY", "StudyDate=20240101-20240301; StudyTime=100000-110000"),
        new('P', "PATIENT", "PatientBirthDate=19600101-19651231"),

        // Character sets
        new('S', "STUDY", "SpecificCharacterSet=ISO_IR 100; PatientName=Müller*"),
        new('S', "STUDY", "SpecificCharacterSet=ISO_IR 100; PatientName=*Jürgen"),
        new('S', "STUDY", "SpecificCharacterSet=ISO_IR 100; StudyDescription=Schädel"),
        new('S', "STUDY", "SpecificCharacterSet=ISO_IR 192; PatientName=Müller^Jürgen"),
        new('S', "STUDY", "SpecificCharacterSet=ISO_IR 192; PatientName=Иванов*"),
        new('S', "STUDY", "SpecificCharacterSet=ISO_IR 144; PatientName=Иванов*"),
        new('S', "STUDY", "SpecificCharacterSet=ISO_IR 192; PatientName=*山田*", CodeExtensions),
        new('S', "STUDY", "PatientName=Yamada*"),
        new('S', "STUDY", "PatientName=Yamada^Tarou", Groups),
        new('S', "STUDY", "SpecificCharacterSet=ISO_IR 192; PatientName=GREEK^Α"),

        // Keys of other levels, and identifiers that break the rules, C.4.1.2
        new('S', "STUDY", "ModalitiesInStudy=CT", Modalities),
        new('S', "STUDY", "NumberOfStudyRelatedInstances; NumberOfStudyRelatedSeries; ModalitiesInStudy"),
        new('S', "STUDY", "Modality=CT"),
        new('S', "SERIES", $"StudyInstanceUID={Study11}; PatientName=DOE*", LevelAbove),
        new('S', "SERIES", "Modality=CT", Status),
        new('S', "IMAGE", $"StudyInstanceUID={Study11}", Status),
        new('P', "STUDY", "StudyDate=20240229", Status),
        new('S', "PATIENT", "PatientID=P1", Status),
        new('S', "STUDY", "StudyDate=20240229"),
    ];
}
