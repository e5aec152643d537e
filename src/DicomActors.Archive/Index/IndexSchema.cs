using DicomActors.Archive.Query;

namespace DicomActors.Archive.Index;

/// <summary>The tables. A patient is what the studies of the same <c>patient_key</c> have in common.</summary>
internal static class IndexSchema
{
    /// <summary>Tells an index from any other SQLite file (https://sqlite.org/pragma.html#pragma_application_id).</summary>
    public const long ApplicationId = 0x44434958;

    /// <summary>This layout.</summary>
    public const long Version = 1;

    /// <summary>Columns of the study, with those of its patient.</summary>
    public static string[] StudyColumns { get; } = Columns(QueryLevel.Patient, QueryLevel.Study);

    /// <summary>Columns of the series.</summary>
    public static string[] SeriesColumns { get; } = Columns(QueryLevel.Series);

    /// <summary>Columns of the instance.</summary>
    public static string[] InstanceColumns { get; } = Columns(QueryLevel.Image);

    // Patients without an ID are told apart by name and birth date. An instance without study or series has no parent: it can be
    // located, but belongs to no hierarchy. What has lost its last child goes away by itself.
    public static string Tables { get; } =
        $"""
        CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), is_in_agreement INTEGER NOT NULL, since INTEGER NOT NULL) STRICT;
        INSERT INTO state VALUES (1, 0, 0);

        CREATE TABLE study (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          {Declare(StudyColumns)},
          patient_key TEXT GENERATED ALWAYS AS (CASE WHEN PatientID <> '' THEN PatientID || '\' || IssuerOfPatientID
            ELSE '\\' || PatientName || '\' || PatientBirthDate END) STORED
        ) STRICT;
        CREATE UNIQUE INDEX study_uid ON study (StudyInstanceUID);
        CREATE INDEX study_patient ON study (patient_key);
        CREATE INDEX study_patient_id ON study (PatientID);
        CREATE INDEX study_date ON study (StudyDate);
        CREATE INDEX study_accession ON study (AccessionNumber);

        CREATE TABLE study_name (folded TEXT NOT NULL, study INTEGER NOT NULL, PRIMARY KEY (folded, study)) STRICT, WITHOUT ROWID;
        CREATE INDEX study_name_study ON study_name (study);

        CREATE TABLE series (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          study INTEGER NOT NULL,
          {Declare(SeriesColumns)}
        ) STRICT;
        CREATE UNIQUE INDEX series_uid ON series (SeriesInstanceUID);
        CREATE INDEX series_study ON series (study, Modality);

        CREATE TABLE instance (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          series INTEGER,
          transfer_syntax TEXT NOT NULL,
          path TEXT NOT NULL,
          length INTEGER NOT NULL,
          {Declare(InstanceColumns)}
        ) STRICT;
        CREATE UNIQUE INDEX instance_uid ON instance (SOPInstanceUID);
        CREATE INDEX instance_path ON instance (path);
        CREATE INDEX instance_series ON instance (series, SOPClassUID);

        CREATE TRIGGER instance_moved AFTER UPDATE OF series ON instance WHEN OLD.series IS NOT NEW.series BEGIN
          DELETE FROM series WHERE id = OLD.series AND NOT EXISTS (SELECT 1 FROM instance WHERE series = OLD.series);
        END;
        CREATE TRIGGER instance_removed AFTER DELETE ON instance BEGIN
          DELETE FROM series WHERE id = OLD.series AND NOT EXISTS (SELECT 1 FROM instance WHERE series = OLD.series);
        END;
        CREATE TRIGGER series_moved AFTER UPDATE OF study ON series WHEN OLD.study <> NEW.study BEGIN
          DELETE FROM study WHERE id = OLD.study AND NOT EXISTS (SELECT 1 FROM series WHERE study = OLD.study);
        END;
        CREATE TRIGGER series_removed AFTER DELETE ON series BEGIN
          DELETE FROM study WHERE id = OLD.study AND NOT EXISTS (SELECT 1 FROM series WHERE study = OLD.study);
        END;
        CREATE TRIGGER study_removed AFTER DELETE ON study BEGIN
          DELETE FROM study_name WHERE study = OLD.id;
        END;

        PRAGMA application_id = {ApplicationId};
        PRAGMA user_version = {Version};
        """;

    private static string[] Columns(params QueryLevel[] levels) =>
        [.. ArchiveAttributes.All.Where(attribute => attribute.IsStored && levels.Contains(attribute.Level)).Select(attribute => attribute.Column)];

    private static string Declare(string[] columns) => string.Join(", ", columns.Select(column => $"{column} TEXT NOT NULL"));
}
