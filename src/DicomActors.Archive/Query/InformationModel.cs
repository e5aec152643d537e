namespace DicomActors.Archive.Query;

/// <summary>The hierarchy a query or retrieve request is asked in (PS3.4 C.6).</summary>
public enum InformationModel
{
    /// <summary>Patient Root: patient, study, series, image (PS3.4 C.6.1).</summary>
    PatientRoot,

    /// <summary>Study Root: study, series, image (PS3.4 C.6.2).</summary>
    StudyRoot,
}
