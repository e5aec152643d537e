namespace DicomActors.Protocol.Data;

/// <content>Tags that code here and in applications names often; every other tag is found by keyword in <see cref="TagDictionary"/>.</content>
public readonly partial record struct DicomTag
{
    /// <summary>(0000,0000) Command Group Length, UL.</summary>
    public static readonly DicomTag CommandGroupLength = new(0x0000, 0x0000);
    /// <summary>(0000,0002) Affected SOP Class UID, UI.</summary>
    public static readonly DicomTag AffectedSopClassUid = new(0x0000, 0x0002);
    /// <summary>(0000,0003) Requested SOP Class UID, UI.</summary>
    public static readonly DicomTag RequestedSopClassUid = new(0x0000, 0x0003);
    /// <summary>(0000,0100) Command Field, US.</summary>
    public static readonly DicomTag CommandField = new(0x0000, 0x0100);
    /// <summary>(0000,0110) Message ID, US.</summary>
    public static readonly DicomTag MessageId = new(0x0000, 0x0110);
    /// <summary>(0000,0120) Message ID Being Responded To, US.</summary>
    public static readonly DicomTag MessageIdBeingRespondedTo = new(0x0000, 0x0120);
    /// <summary>(0000,0600) Move Destination, AE.</summary>
    public static readonly DicomTag MoveDestination = new(0x0000, 0x0600);
    /// <summary>(0000,0700) Priority, US.</summary>
    public static readonly DicomTag Priority = new(0x0000, 0x0700);
    /// <summary>(0000,0800) Command Data Set Type, US.</summary>
    public static readonly DicomTag CommandDataSetType = new(0x0000, 0x0800);
    /// <summary>(0000,0900) Status, US.</summary>
    public static readonly DicomTag Status = new(0x0000, 0x0900);
    /// <summary>(0000,0901) Offending Element, AT.</summary>
    public static readonly DicomTag OffendingElement = new(0x0000, 0x0901);
    /// <summary>(0000,0902) Error Comment, LO.</summary>
    public static readonly DicomTag ErrorComment = new(0x0000, 0x0902);
    /// <summary>(0000,0903) Error ID, US.</summary>
    public static readonly DicomTag ErrorId = new(0x0000, 0x0903);
    /// <summary>(0000,1000) Affected SOP Instance UID, UI.</summary>
    public static readonly DicomTag AffectedSopInstanceUid = new(0x0000, 0x1000);
    /// <summary>(0000,1001) Requested SOP Instance UID, UI.</summary>
    public static readonly DicomTag RequestedSopInstanceUid = new(0x0000, 0x1001);
    /// <summary>(0000,1002) Event Type ID, US.</summary>
    public static readonly DicomTag EventTypeId = new(0x0000, 0x1002);
    /// <summary>(0000,1005) Attribute Identifier List, AT.</summary>
    public static readonly DicomTag AttributeIdentifierList = new(0x0000, 0x1005);
    /// <summary>(0000,1008) Action Type ID, US.</summary>
    public static readonly DicomTag ActionTypeId = new(0x0000, 0x1008);
    /// <summary>(0000,1020) Number of Remaining Sub-operations, US.</summary>
    public static readonly DicomTag NumberOfRemainingSuboperations = new(0x0000, 0x1020);
    /// <summary>(0000,1021) Number of Completed Sub-operations, US.</summary>
    public static readonly DicomTag NumberOfCompletedSuboperations = new(0x0000, 0x1021);
    /// <summary>(0000,1022) Number of Failed Sub-operations, US.</summary>
    public static readonly DicomTag NumberOfFailedSuboperations = new(0x0000, 0x1022);
    /// <summary>(0000,1023) Number of Warning Sub-operations, US.</summary>
    public static readonly DicomTag NumberOfWarningSuboperations = new(0x0000, 0x1023);
    /// <summary>(0000,1030) Move Originator Application Entity Title, AE.</summary>
    public static readonly DicomTag MoveOriginatorApplicationEntityTitle = new(0x0000, 0x1030);
    /// <summary>(0000,1031) Move Originator Message ID, US.</summary>
    public static readonly DicomTag MoveOriginatorMessageId = new(0x0000, 0x1031);
    /// <summary>(0002,0000) File Meta Information Group Length, UL.</summary>
    public static readonly DicomTag FileMetaInformationGroupLength = new(0x0002, 0x0000);
    /// <summary>(0002,0001) File Meta Information Version, OB.</summary>
    public static readonly DicomTag FileMetaInformationVersion = new(0x0002, 0x0001);
    /// <summary>(0002,0002) Media Storage SOP Class UID, UI.</summary>
    public static readonly DicomTag MediaStorageSopClassUid = new(0x0002, 0x0002);
    /// <summary>(0002,0003) Media Storage SOP Instance UID, UI.</summary>
    public static readonly DicomTag MediaStorageSopInstanceUid = new(0x0002, 0x0003);
    /// <summary>(0002,0010) Transfer Syntax UID, UI.</summary>
    public static readonly DicomTag TransferSyntaxUid = new(0x0002, 0x0010);
    /// <summary>(0002,0012) Implementation Class UID, UI.</summary>
    public static readonly DicomTag ImplementationClassUid = new(0x0002, 0x0012);
    /// <summary>(0002,0013) Implementation Version Name, SH.</summary>
    public static readonly DicomTag ImplementationVersionName = new(0x0002, 0x0013);
    /// <summary>(0002,0016) Source Application Entity Title, AE.</summary>
    public static readonly DicomTag SourceApplicationEntityTitle = new(0x0002, 0x0016);
    /// <summary>(0002,0017) Sending Application Entity Title, AE.</summary>
    public static readonly DicomTag SendingApplicationEntityTitle = new(0x0002, 0x0017);
    /// <summary>(0002,0018) Receiving Application Entity Title, AE.</summary>
    public static readonly DicomTag ReceivingApplicationEntityTitle = new(0x0002, 0x0018);
    /// <summary>(0002,0100) Private Information Creator UID, UI.</summary>
    public static readonly DicomTag PrivateInformationCreatorUid = new(0x0002, 0x0100);
    /// <summary>(0002,0102) Private Information, OB.</summary>
    public static readonly DicomTag PrivateInformation = new(0x0002, 0x0102);
    /// <summary>(0004,1220) Directory Record Sequence, SQ.</summary>
    public static readonly DicomTag DirectoryRecordSequence = new(0x0004, 0x1220);
    /// <summary>(0008,0005) Specific Character Set, CS.</summary>
    public static readonly DicomTag SpecificCharacterSet = new(0x0008, 0x0005);
    /// <summary>(0008,0008) Image Type, CS.</summary>
    public static readonly DicomTag ImageType = new(0x0008, 0x0008);
    /// <summary>(0008,0012) Instance Creation Date, DA.</summary>
    public static readonly DicomTag InstanceCreationDate = new(0x0008, 0x0012);
    /// <summary>(0008,0013) Instance Creation Time, TM.</summary>
    public static readonly DicomTag InstanceCreationTime = new(0x0008, 0x0013);
    /// <summary>(0008,0016) SOP Class UID, UI.</summary>
    public static readonly DicomTag SopClassUid = new(0x0008, 0x0016);
    /// <summary>(0008,0018) SOP Instance UID, UI.</summary>
    public static readonly DicomTag SopInstanceUid = new(0x0008, 0x0018);
    /// <summary>(0008,0020) Study Date, DA.</summary>
    public static readonly DicomTag StudyDate = new(0x0008, 0x0020);
    /// <summary>(0008,0021) Series Date, DA.</summary>
    public static readonly DicomTag SeriesDate = new(0x0008, 0x0021);
    /// <summary>(0008,0022) Acquisition Date, DA.</summary>
    public static readonly DicomTag AcquisitionDate = new(0x0008, 0x0022);
    /// <summary>(0008,0023) Content Date, DA.</summary>
    public static readonly DicomTag ContentDate = new(0x0008, 0x0023);
    /// <summary>(0008,0030) Study Time, TM.</summary>
    public static readonly DicomTag StudyTime = new(0x0008, 0x0030);
    /// <summary>(0008,0031) Series Time, TM.</summary>
    public static readonly DicomTag SeriesTime = new(0x0008, 0x0031);
    /// <summary>(0008,0032) Acquisition Time, TM.</summary>
    public static readonly DicomTag AcquisitionTime = new(0x0008, 0x0032);
    /// <summary>(0008,0033) Content Time, TM.</summary>
    public static readonly DicomTag ContentTime = new(0x0008, 0x0033);
    /// <summary>(0008,0050) Accession Number, SH.</summary>
    public static readonly DicomTag AccessionNumber = new(0x0008, 0x0050);
    /// <summary>(0008,0052) Query/Retrieve Level, CS.</summary>
    public static readonly DicomTag QueryRetrieveLevel = new(0x0008, 0x0052);
    /// <summary>(0008,0053) Query/Retrieve View, CS.</summary>
    public static readonly DicomTag QueryRetrieveView = new(0x0008, 0x0053);
    /// <summary>(0008,0054) Retrieve AE Title, AE.</summary>
    public static readonly DicomTag RetrieveAETitle = new(0x0008, 0x0054);
    /// <summary>(0008,0056) Instance Availability, CS.</summary>
    public static readonly DicomTag InstanceAvailability = new(0x0008, 0x0056);
    /// <summary>(0008,0058) Failed SOP Instance UID List, UI.</summary>
    public static readonly DicomTag FailedSopInstanceUidList = new(0x0008, 0x0058);
    /// <summary>(0008,0060) Modality, CS.</summary>
    public static readonly DicomTag Modality = new(0x0008, 0x0060);
    /// <summary>(0008,0061) Modalities in Study, CS.</summary>
    public static readonly DicomTag ModalitiesInStudy = new(0x0008, 0x0061);
    /// <summary>(0008,0062) SOP Classes in Study, UI.</summary>
    public static readonly DicomTag SopClassesInStudy = new(0x0008, 0x0062);
    /// <summary>(0008,0070) Manufacturer, LO.</summary>
    public static readonly DicomTag Manufacturer = new(0x0008, 0x0070);
    /// <summary>(0008,0080) Institution Name, LO.</summary>
    public static readonly DicomTag InstitutionName = new(0x0008, 0x0080);
    /// <summary>(0008,0090) Referring Physician's Name, PN.</summary>
    public static readonly DicomTag ReferringPhysicianName = new(0x0008, 0x0090);
    /// <summary>(0008,0201) Timezone Offset From UTC, SH.</summary>
    public static readonly DicomTag TimezoneOffsetFromUtc = new(0x0008, 0x0201);
    /// <summary>(0008,1010) Station Name, SH.</summary>
    public static readonly DicomTag StationName = new(0x0008, 0x1010);
    /// <summary>(0008,1030) Study Description, LO.</summary>
    public static readonly DicomTag StudyDescription = new(0x0008, 0x1030);
    /// <summary>(0008,103E) Series Description, LO.</summary>
    public static readonly DicomTag SeriesDescription = new(0x0008, 0x103E);
    /// <summary>(0008,1050) Performing Physician's Name, PN.</summary>
    public static readonly DicomTag PerformingPhysicianName = new(0x0008, 0x1050);
    /// <summary>(0008,1090) Manufacturer's Model Name, LO.</summary>
    public static readonly DicomTag ManufacturerModelName = new(0x0008, 0x1090);
    /// <summary>(0008,1110) Referenced Study Sequence, SQ.</summary>
    public static readonly DicomTag ReferencedStudySequence = new(0x0008, 0x1110);
    /// <summary>(0008,1111) Referenced Performed Procedure Step Sequence, SQ.</summary>
    public static readonly DicomTag ReferencedPerformedProcedureStepSequence = new(0x0008, 0x1111);
    /// <summary>(0008,1150) Referenced SOP Class UID, UI.</summary>
    public static readonly DicomTag ReferencedSopClassUid = new(0x0008, 0x1150);
    /// <summary>(0008,1155) Referenced SOP Instance UID, UI.</summary>
    public static readonly DicomTag ReferencedSopInstanceUid = new(0x0008, 0x1155);
    /// <summary>(0008,1190) Retrieve URL, UR.</summary>
    public static readonly DicomTag RetrieveUrl = new(0x0008, 0x1190);
    /// <summary>(0008,1195) Transaction UID, UI.</summary>
    public static readonly DicomTag TransactionUid = new(0x0008, 0x1195);
    /// <summary>(0008,1197) Failure Reason, US.</summary>
    public static readonly DicomTag FailureReason = new(0x0008, 0x1197);
    /// <summary>(0008,1198) Failed SOP Sequence, SQ.</summary>
    public static readonly DicomTag FailedSopSequence = new(0x0008, 0x1198);
    /// <summary>(0008,1199) Referenced SOP Sequence, SQ.</summary>
    public static readonly DicomTag ReferencedSopSequence = new(0x0008, 0x1199);
    /// <summary>(0010,0010) Patient's Name, PN.</summary>
    public static readonly DicomTag PatientName = new(0x0010, 0x0010);
    /// <summary>(0010,0020) Patient ID, LO.</summary>
    public static readonly DicomTag PatientId = new(0x0010, 0x0020);
    /// <summary>(0010,0021) Issuer of Patient ID, LO.</summary>
    public static readonly DicomTag IssuerOfPatientId = new(0x0010, 0x0021);
    /// <summary>(0010,0030) Patient's Birth Date, DA.</summary>
    public static readonly DicomTag PatientBirthDate = new(0x0010, 0x0030);
    /// <summary>(0010,0040) Patient's Sex, CS.</summary>
    public static readonly DicomTag PatientSex = new(0x0010, 0x0040);
    /// <summary>(0010,1001) Other Patient Names, PN.</summary>
    public static readonly DicomTag OtherPatientNames = new(0x0010, 0x1001);
    /// <summary>(0010,1010) Patient's Age, AS.</summary>
    public static readonly DicomTag PatientAge = new(0x0010, 0x1010);
    /// <summary>(0010,1020) Patient's Size, DS.</summary>
    public static readonly DicomTag PatientSize = new(0x0010, 0x1020);
    /// <summary>(0010,1030) Patient's Weight, DS.</summary>
    public static readonly DicomTag PatientWeight = new(0x0010, 0x1030);
    /// <summary>(0010,4000) Patient Comments, LT.</summary>
    public static readonly DicomTag PatientComments = new(0x0010, 0x4000);
    /// <summary>(0018,0015) Body Part Examined, CS.</summary>
    public static readonly DicomTag BodyPartExamined = new(0x0018, 0x0015);
    /// <summary>(0018,1030) Protocol Name, LO.</summary>
    public static readonly DicomTag ProtocolName = new(0x0018, 0x1030);
    /// <summary>(0020,000D) Study Instance UID, UI.</summary>
    public static readonly DicomTag StudyInstanceUid = new(0x0020, 0x000D);
    /// <summary>(0020,000E) Series Instance UID, UI.</summary>
    public static readonly DicomTag SeriesInstanceUid = new(0x0020, 0x000E);
    /// <summary>(0020,0010) Study ID, SH.</summary>
    public static readonly DicomTag StudyId = new(0x0020, 0x0010);
    /// <summary>(0020,0011) Series Number, IS.</summary>
    public static readonly DicomTag SeriesNumber = new(0x0020, 0x0011);
    /// <summary>(0020,0012) Acquisition Number, IS.</summary>
    public static readonly DicomTag AcquisitionNumber = new(0x0020, 0x0012);
    /// <summary>(0020,0013) Instance Number, IS.</summary>
    public static readonly DicomTag InstanceNumber = new(0x0020, 0x0013);
    /// <summary>(0020,0020) Patient Orientation, CS.</summary>
    public static readonly DicomTag PatientOrientation = new(0x0020, 0x0020);
    /// <summary>(0020,0052) Frame of Reference UID, UI.</summary>
    public static readonly DicomTag FrameOfReferenceUid = new(0x0020, 0x0052);
    /// <summary>(0020,1200) Number of Patient Related Studies, IS.</summary>
    public static readonly DicomTag NumberOfPatientRelatedStudies = new(0x0020, 0x1200);
    /// <summary>(0020,1202) Number of Patient Related Series, IS.</summary>
    public static readonly DicomTag NumberOfPatientRelatedSeries = new(0x0020, 0x1202);
    /// <summary>(0020,1204) Number of Patient Related Instances, IS.</summary>
    public static readonly DicomTag NumberOfPatientRelatedInstances = new(0x0020, 0x1204);
    /// <summary>(0020,1206) Number of Study Related Series, IS.</summary>
    public static readonly DicomTag NumberOfStudyRelatedSeries = new(0x0020, 0x1206);
    /// <summary>(0020,1208) Number of Study Related Instances, IS.</summary>
    public static readonly DicomTag NumberOfStudyRelatedInstances = new(0x0020, 0x1208);
    /// <summary>(0020,1209) Number of Series Related Instances, IS.</summary>
    public static readonly DicomTag NumberOfSeriesRelatedInstances = new(0x0020, 0x1209);
    /// <summary>(0028,0002) Samples per Pixel, US.</summary>
    public static readonly DicomTag SamplesPerPixel = new(0x0028, 0x0002);
    /// <summary>(0028,0004) Photometric Interpretation, CS.</summary>
    public static readonly DicomTag PhotometricInterpretation = new(0x0028, 0x0004);
    /// <summary>(0028,0006) Planar Configuration, US.</summary>
    public static readonly DicomTag PlanarConfiguration = new(0x0028, 0x0006);
    /// <summary>(0028,0008) Number of Frames, IS.</summary>
    public static readonly DicomTag NumberOfFrames = new(0x0028, 0x0008);
    /// <summary>(0028,0010) Rows, US.</summary>
    public static readonly DicomTag Rows = new(0x0028, 0x0010);
    /// <summary>(0028,0011) Columns, US.</summary>
    public static readonly DicomTag Columns = new(0x0028, 0x0011);
    /// <summary>(0028,0030) Pixel Spacing, DS.</summary>
    public static readonly DicomTag PixelSpacing = new(0x0028, 0x0030);
    /// <summary>(0028,0100) Bits Allocated, US.</summary>
    public static readonly DicomTag BitsAllocated = new(0x0028, 0x0100);
    /// <summary>(0028,0101) Bits Stored, US.</summary>
    public static readonly DicomTag BitsStored = new(0x0028, 0x0101);
    /// <summary>(0028,0102) High Bit, US.</summary>
    public static readonly DicomTag HighBit = new(0x0028, 0x0102);
    /// <summary>(0028,0103) Pixel Representation, US.</summary>
    public static readonly DicomTag PixelRepresentation = new(0x0028, 0x0103);
    /// <summary>(0028,0106) Smallest Image Pixel Value, US/SS.</summary>
    public static readonly DicomTag SmallestImagePixelValue = new(0x0028, 0x0106);
    /// <summary>(0028,0107) Largest Image Pixel Value, US/SS.</summary>
    public static readonly DicomTag LargestImagePixelValue = new(0x0028, 0x0107);
    /// <summary>(0028,1050) Window Center, DS.</summary>
    public static readonly DicomTag WindowCenter = new(0x0028, 0x1050);
    /// <summary>(0028,1051) Window Width, DS.</summary>
    public static readonly DicomTag WindowWidth = new(0x0028, 0x1051);
    /// <summary>(0028,1052) Rescale Intercept, DS.</summary>
    public static readonly DicomTag RescaleIntercept = new(0x0028, 0x1052);
    /// <summary>(0028,1053) Rescale Slope, DS.</summary>
    public static readonly DicomTag RescaleSlope = new(0x0028, 0x1053);
    /// <summary>(0028,3006) LUT Data, US/OW.</summary>
    public static readonly DicomTag LutData = new(0x0028, 0x3006);
    /// <summary>(0032,1060) Requested Procedure Description, LO.</summary>
    public static readonly DicomTag RequestedProcedureDescription = new(0x0032, 0x1060);
    /// <summary>(0032,1064) Requested Procedure Code Sequence, SQ.</summary>
    public static readonly DicomTag RequestedProcedureCodeSequence = new(0x0032, 0x1064);
    /// <summary>(0038,0010) Admission ID, LO.</summary>
    public static readonly DicomTag AdmissionId = new(0x0038, 0x0010);
    /// <summary>(0040,0001) Scheduled Station AE Title, AE.</summary>
    public static readonly DicomTag ScheduledStationAETitle = new(0x0040, 0x0001);
    /// <summary>(0040,0002) Scheduled Procedure Step Start Date, DA.</summary>
    public static readonly DicomTag ScheduledProcedureStepStartDate = new(0x0040, 0x0002);
    /// <summary>(0040,0003) Scheduled Procedure Step Start Time, TM.</summary>
    public static readonly DicomTag ScheduledProcedureStepStartTime = new(0x0040, 0x0003);
    /// <summary>(0040,0006) Scheduled Performing Physician's Name, PN.</summary>
    public static readonly DicomTag ScheduledPerformingPhysicianName = new(0x0040, 0x0006);
    /// <summary>(0040,0007) Scheduled Procedure Step Description, LO.</summary>
    public static readonly DicomTag ScheduledProcedureStepDescription = new(0x0040, 0x0007);
    /// <summary>(0040,0009) Scheduled Procedure Step ID, SH.</summary>
    public static readonly DicomTag ScheduledProcedureStepId = new(0x0040, 0x0009);
    /// <summary>(0040,0010) Scheduled Station Name, SH.</summary>
    public static readonly DicomTag ScheduledStationName = new(0x0040, 0x0010);
    /// <summary>(0040,0011) Scheduled Procedure Step Location, SH.</summary>
    public static readonly DicomTag ScheduledProcedureStepLocation = new(0x0040, 0x0011);
    /// <summary>(0040,0100) Scheduled Procedure Step Sequence, SQ.</summary>
    public static readonly DicomTag ScheduledProcedureStepSequence = new(0x0040, 0x0100);
    /// <summary>(0040,0244) Performed Procedure Step Start Date, DA.</summary>
    public static readonly DicomTag PerformedProcedureStepStartDate = new(0x0040, 0x0244);
    /// <summary>(0040,0245) Performed Procedure Step Start Time, TM.</summary>
    public static readonly DicomTag PerformedProcedureStepStartTime = new(0x0040, 0x0245);
    /// <summary>(0040,0252) Performed Procedure Step Status, CS.</summary>
    public static readonly DicomTag PerformedProcedureStepStatus = new(0x0040, 0x0252);
    /// <summary>(0040,0253) Performed Procedure Step ID, SH.</summary>
    public static readonly DicomTag PerformedProcedureStepId = new(0x0040, 0x0253);
    /// <summary>(0040,0270) Scheduled Step Attributes Sequence, SQ.</summary>
    public static readonly DicomTag ScheduledStepAttributesSequence = new(0x0040, 0x0270);
    /// <summary>(0040,1001) Requested Procedure ID, SH.</summary>
    public static readonly DicomTag RequestedProcedureId = new(0x0040, 0x1001);
    /// <summary>(0088,0200) Icon Image Sequence, SQ.</summary>
    public static readonly DicomTag IconImageSequence = new(0x0088, 0x0200);
    /// <summary>(7FE0,0010) Pixel Data, OB/OW.</summary>
    public static readonly DicomTag PixelData = new(0x7FE0, 0x0010);
    /// <summary>(FFFC,FFFC) Data Set Trailing Padding, OB.</summary>
    public static readonly DicomTag DataSetTrailingPadding = new(0xFFFC, 0xFFFC);
}
