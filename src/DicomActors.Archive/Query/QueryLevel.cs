namespace DicomActors.Archive.Query;

/// <summary>Query/Retrieve Level (0008,0052), PS3.4 C.6: what one match is. Ordered from the top of the hierarchy down.</summary>
public enum QueryLevel
{
    /// <summary>PATIENT, of the Patient Root model only.</summary>
    Patient,

    /// <summary>STUDY. In the Study Root model the patient's attributes are attributes of this level.</summary>
    Study,

    /// <summary>SERIES.</summary>
    Series,

    /// <summary>IMAGE: any composite instance.</summary>
    Image,
}
