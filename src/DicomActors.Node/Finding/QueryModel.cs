using DicomActors.Protocol.Data;

namespace DicomActors.Node.Finding;

/// <summary>An information model that can be queried, and what is asked for at its levels (PS3.4 C.6, K.6).</summary>
internal sealed record QueryModel(string Name, Uid SopClass, IReadOnlyDictionary<string, string[]> ReturnKeys)
{
    private static readonly string[] PatientKeys = ["PatientName", "PatientID", "PatientBirthDate", "PatientSex"];

    private static readonly string[] StudyKeys =
        ["PatientName", "PatientID", "StudyDate", "StudyTime", "AccessionNumber", "ModalitiesInStudy", "StudyDescription", "StudyInstanceUID"];

    private static readonly string[] SeriesKeys = ["Modality", "SeriesNumber", "SeriesDescription", "StudyInstanceUID", "SeriesInstanceUID"];

    private static readonly string[] ImageKeys = ["InstanceNumber", "StudyInstanceUID", "SeriesInstanceUID", "SOPClassUID", "SOPInstanceUID"];

    private static readonly string[] WorklistKeys =
    [
        "PatientName", "PatientID", "AccessionNumber", "RequestedProcedureID", "RequestedProcedureDescription", "StudyInstanceUID",
        "ScheduledProcedureStepSequence.Modality", "ScheduledProcedureStepSequence.ScheduledStationAETitle",
        "ScheduledProcedureStepSequence.ScheduledProcedureStepStartDate", "ScheduledProcedureStepSequence.ScheduledProcedureStepStartTime",
        "ScheduledProcedureStepSequence.ScheduledProcedureStepID", "ScheduledProcedureStepSequence.ScheduledProcedureStepDescription",
    ];

    /// <summary>The SOP class of C-MOVE in this model; empty: it has none.</summary>
    public Uid MoveSopClass { get; private init; }

    /// <summary>The SOP class of C-GET in this model; empty: it has none.</summary>
    public Uid GetSopClass { get; private init; }

    /// <summary>Level at which a worklist is queried: it has none.</summary>
    public const string NoLevel = "";

    /// <summary>Patient Root: patients, their studies, series and images.</summary>
    public static QueryModel Patient { get; } = new("patient", SopClasses.PatientRootFind, new Dictionary<string, string[]>
    {
        ["patient"] = PatientKeys, ["study"] = StudyKeys, ["series"] = SeriesKeys, ["image"] = ImageKeys,
    })
    {
        MoveSopClass = SopClasses.PatientRootMove,
        GetSopClass = SopClasses.PatientRootGet,
    };

    /// <summary>Study Root: studies, their series and images.</summary>
    public static QueryModel Study { get; } = new("study", SopClasses.StudyRootFind, new Dictionary<string, string[]>
    {
        ["study"] = StudyKeys, ["series"] = SeriesKeys, ["image"] = ImageKeys,
    })
    {
        MoveSopClass = SopClasses.StudyRootMove,
        GetSopClass = SopClasses.StudyRootGet,
    };

    /// <summary>Modality worklist: what is scheduled.</summary>
    public static QueryModel Worklist { get; } =
        new("worklist", SopClasses.ModalityWorklistFind, new Dictionary<string, string[]> { [NoLevel] = WorklistKeys });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<QueryModel> All { get; } = [Study, Patient, Worklist];

    /// <summary>The level to ask at: the given one, or the model's own.</summary>
    /// <exception cref="VerbException">The model has no such level.</exception>
    public string LevelFor(string? given)
    {
        if (given is null)
        {
            return ReturnKeys.ContainsKey(NoLevel) ? NoLevel : "study";
        }

        return ReturnKeys.ContainsKey(given)
            ? given
            : throw new VerbException(ExitCode.BadInput, ReturnKeys.ContainsKey(NoLevel)
                ? $"--level {given}: the {Name} model has no levels, leave --level away."
                : $"--level {given}: the {Name} model has the levels {string.Join(", ", ReturnKeys.Keys)}; a level above needs --model patient.");
    }
}
