namespace DicomActors.Protocol.Data;

/// <summary>
/// SOP class UIDs that code names often (PS3.6 Annex A). Every other registered UID, with name and kind, is found
/// in <see cref="UidDictionary"/>.
/// </summary>
public static class SopClasses
{
    private static readonly Lazy<IReadOnlyList<Uid>> AllStorage = new(
        () => [.. UidDictionary.Entries.Where(entry => entry.IsStorageSopClass).Select(entry => entry.Uid)]);

    /// <summary>Every registered SOP class whose instances are sent by C-STORE, retired ones included.</summary>
    public static IReadOnlyList<Uid> Storage => AllStorage.Value;

    /// <summary>Verification SOP Class.</summary>
    public static readonly Uid Verification = new("1.2.840.10008.1.1");
    /// <summary>Media Storage Directory Storage.</summary>
    public static readonly Uid MediaStorageDirectoryStorage = new("1.2.840.10008.1.3.10");
    /// <summary>Storage Commitment Push Model SOP Class.</summary>
    public static readonly Uid StorageCommitmentPushModel = new("1.2.840.10008.1.20.1");
    /// <summary>Procedural Event Logging SOP Class.</summary>
    public static readonly Uid ProceduralEventLogging = new("1.2.840.10008.1.40");
    /// <summary>Modality Performed Procedure Step SOP Class.</summary>
    public static readonly Uid ModalityPerformedProcedureStep = new("1.2.840.10008.3.1.2.3.3");
    /// <summary>Modality Performed Procedure Step Retrieve SOP Class.</summary>
    public static readonly Uid ModalityPerformedProcedureStepRetrieve = new("1.2.840.10008.3.1.2.3.4");
    /// <summary>Modality Performed Procedure Step Notification SOP Class.</summary>
    public static readonly Uid ModalityPerformedProcedureStepNotification = new("1.2.840.10008.3.1.2.3.5");
    /// <summary>Basic Film Session SOP Class.</summary>
    public static readonly Uid BasicFilmSession = new("1.2.840.10008.5.1.1.1");
    /// <summary>Basic Film Box SOP Class.</summary>
    public static readonly Uid BasicFilmBox = new("1.2.840.10008.5.1.1.2");
    /// <summary>Basic Grayscale Image Box SOP Class.</summary>
    public static readonly Uid BasicGrayscaleImageBox = new("1.2.840.10008.5.1.1.4");
    /// <summary>Basic Color Image Box SOP Class.</summary>
    public static readonly Uid BasicColorImageBox = new("1.2.840.10008.5.1.1.4.1");
    /// <summary>Basic Grayscale Print Management Meta SOP Class.</summary>
    public static readonly Uid BasicGrayscalePrintManagementMeta = new("1.2.840.10008.5.1.1.9");
    /// <summary>Print Job SOP Class.</summary>
    public static readonly Uid PrintJob = new("1.2.840.10008.5.1.1.14");
    /// <summary>Printer SOP Class.</summary>
    public static readonly Uid Printer = new("1.2.840.10008.5.1.1.16");
    /// <summary>Basic Color Print Management Meta SOP Class.</summary>
    public static readonly Uid BasicColorPrintManagementMeta = new("1.2.840.10008.5.1.1.18");
    /// <summary>Presentation LUT SOP Class.</summary>
    public static readonly Uid PresentationLut = new("1.2.840.10008.5.1.1.23");
    /// <summary>Computed Radiography Image Storage.</summary>
    public static readonly Uid ComputedRadiographyImageStorage = new("1.2.840.10008.5.1.4.1.1.1");
    /// <summary>Digital X-Ray Image Storage - For Presentation.</summary>
    public static readonly Uid DigitalXRayImageStorageForPresentation = new("1.2.840.10008.5.1.4.1.1.1.1");
    /// <summary>Digital X-Ray Image Storage - For Processing.</summary>
    public static readonly Uid DigitalXRayImageStorageForProcessing = new("1.2.840.10008.5.1.4.1.1.1.1.1");
    /// <summary>Digital Mammography X-Ray Image Storage - For Presentation.</summary>
    public static readonly Uid DigitalMammographyXRayImageStorageForPresentation = new("1.2.840.10008.5.1.4.1.1.1.2");
    /// <summary>Digital Mammography X-Ray Image Storage - For Processing.</summary>
    public static readonly Uid DigitalMammographyXRayImageStorageForProcessing = new("1.2.840.10008.5.1.4.1.1.1.2.1");
    /// <summary>Digital Intra-Oral X-Ray Image Storage - For Presentation.</summary>
    public static readonly Uid DigitalIntraOralXRayImageStorageForPresentation = new("1.2.840.10008.5.1.4.1.1.1.3");
    /// <summary>Digital Intra-Oral X-Ray Image Storage - For Processing.</summary>
    public static readonly Uid DigitalIntraOralXRayImageStorageForProcessing = new("1.2.840.10008.5.1.4.1.1.1.3.1");
    /// <summary>CT Image Storage.</summary>
    public static readonly Uid CtImageStorage = new("1.2.840.10008.5.1.4.1.1.2");
    /// <summary>Enhanced CT Image Storage.</summary>
    public static readonly Uid EnhancedCtImageStorage = new("1.2.840.10008.5.1.4.1.1.2.1");
    /// <summary>Legacy Converted Enhanced CT Image Storage.</summary>
    public static readonly Uid LegacyConvertedEnhancedCtImageStorage = new("1.2.840.10008.5.1.4.1.1.2.2");
    /// <summary>Ultrasound Multi-frame Image Storage.</summary>
    public static readonly Uid UltrasoundMultiFrameImageStorage = new("1.2.840.10008.5.1.4.1.1.3.1");
    /// <summary>MR Image Storage.</summary>
    public static readonly Uid MrImageStorage = new("1.2.840.10008.5.1.4.1.1.4");
    /// <summary>Enhanced MR Image Storage.</summary>
    public static readonly Uid EnhancedMrImageStorage = new("1.2.840.10008.5.1.4.1.1.4.1");
    /// <summary>MR Spectroscopy Storage.</summary>
    public static readonly Uid MrSpectroscopyStorage = new("1.2.840.10008.5.1.4.1.1.4.2");
    /// <summary>Enhanced MR Color Image Storage.</summary>
    public static readonly Uid EnhancedMrColorImageStorage = new("1.2.840.10008.5.1.4.1.1.4.3");
    /// <summary>Legacy Converted Enhanced MR Image Storage.</summary>
    public static readonly Uid LegacyConvertedEnhancedMrImageStorage = new("1.2.840.10008.5.1.4.1.1.4.4");
    /// <summary>Ultrasound Image Storage.</summary>
    public static readonly Uid UltrasoundImageStorage = new("1.2.840.10008.5.1.4.1.1.6.1");
    /// <summary>Enhanced US Volume Storage.</summary>
    public static readonly Uid EnhancedUsVolumeStorage = new("1.2.840.10008.5.1.4.1.1.6.2");
    /// <summary>Photoacoustic Image Storage.</summary>
    public static readonly Uid PhotoacousticImageStorage = new("1.2.840.10008.5.1.4.1.1.6.3");
    /// <summary>Secondary Capture Image Storage.</summary>
    public static readonly Uid SecondaryCaptureImageStorage = new("1.2.840.10008.5.1.4.1.1.7");
    /// <summary>Multi-frame Single Bit Secondary Capture Image Storage.</summary>
    public static readonly Uid MultiFrameSingleBitSecondaryCaptureImageStorage = new("1.2.840.10008.5.1.4.1.1.7.1");
    /// <summary>Multi-frame Grayscale Byte Secondary Capture Image Storage.</summary>
    public static readonly Uid MultiFrameGrayscaleByteSecondaryCaptureImageStorage = new("1.2.840.10008.5.1.4.1.1.7.2");
    /// <summary>Multi-frame Grayscale Word Secondary Capture Image Storage.</summary>
    public static readonly Uid MultiFrameGrayscaleWordSecondaryCaptureImageStorage = new("1.2.840.10008.5.1.4.1.1.7.3");
    /// <summary>Multi-frame True Color Secondary Capture Image Storage.</summary>
    public static readonly Uid MultiFrameTrueColorSecondaryCaptureImageStorage = new("1.2.840.10008.5.1.4.1.1.7.4");
    /// <summary>12-lead ECG Waveform Storage.</summary>
    public static readonly Uid TwelveLeadEcgWaveformStorage = new("1.2.840.10008.5.1.4.1.1.9.1.1");
    /// <summary>General ECG Waveform Storage.</summary>
    public static readonly Uid GeneralEcgWaveformStorage = new("1.2.840.10008.5.1.4.1.1.9.1.2");
    /// <summary>Ambulatory ECG Waveform Storage.</summary>
    public static readonly Uid AmbulatoryEcgWaveformStorage = new("1.2.840.10008.5.1.4.1.1.9.1.3");
    /// <summary>Hemodynamic Waveform Storage.</summary>
    public static readonly Uid HemodynamicWaveformStorage = new("1.2.840.10008.5.1.4.1.1.9.2.1");
    /// <summary>Basic Voice Audio Waveform Storage.</summary>
    public static readonly Uid BasicVoiceAudioWaveformStorage = new("1.2.840.10008.5.1.4.1.1.9.4.1");
    /// <summary>General Audio Waveform Storage.</summary>
    public static readonly Uid GeneralAudioWaveformStorage = new("1.2.840.10008.5.1.4.1.1.9.4.2");
    /// <summary>Grayscale Softcopy Presentation State Storage.</summary>
    public static readonly Uid GrayscaleSoftcopyPresentationStateStorage = new("1.2.840.10008.5.1.4.1.1.11.1");
    /// <summary>Color Softcopy Presentation State Storage.</summary>
    public static readonly Uid ColorSoftcopyPresentationStateStorage = new("1.2.840.10008.5.1.4.1.1.11.2");
    /// <summary>Pseudo-Color Softcopy Presentation State Storage.</summary>
    public static readonly Uid PseudoColorSoftcopyPresentationStateStorage = new("1.2.840.10008.5.1.4.1.1.11.3");
    /// <summary>Blending Softcopy Presentation State Storage.</summary>
    public static readonly Uid BlendingSoftcopyPresentationStateStorage = new("1.2.840.10008.5.1.4.1.1.11.4");
    /// <summary>XA/XRF Grayscale Softcopy Presentation State Storage.</summary>
    public static readonly Uid XaXrfGrayscaleSoftcopyPresentationStateStorage = new("1.2.840.10008.5.1.4.1.1.11.5");
    /// <summary>X-Ray Angiographic Image Storage.</summary>
    public static readonly Uid XRayAngiographicImageStorage = new("1.2.840.10008.5.1.4.1.1.12.1");
    /// <summary>Enhanced XA Image Storage.</summary>
    public static readonly Uid EnhancedXaImageStorage = new("1.2.840.10008.5.1.4.1.1.12.1.1");
    /// <summary>X-Ray Radiofluoroscopic Image Storage.</summary>
    public static readonly Uid XRayRadiofluoroscopicImageStorage = new("1.2.840.10008.5.1.4.1.1.12.2");
    /// <summary>Enhanced XRF Image Storage.</summary>
    public static readonly Uid EnhancedXrfImageStorage = new("1.2.840.10008.5.1.4.1.1.12.2.1");
    /// <summary>X-Ray 3D Angiographic Image Storage.</summary>
    public static readonly Uid XRay3DAngiographicImageStorage = new("1.2.840.10008.5.1.4.1.1.13.1.1");
    /// <summary>X-Ray 3D Craniofacial Image Storage.</summary>
    public static readonly Uid XRay3DCraniofacialImageStorage = new("1.2.840.10008.5.1.4.1.1.13.1.2");
    /// <summary>Breast Tomosynthesis Image Storage.</summary>
    public static readonly Uid BreastTomosynthesisImageStorage = new("1.2.840.10008.5.1.4.1.1.13.1.3");
    /// <summary>Breast Projection X-Ray Image Storage - For Presentation.</summary>
    public static readonly Uid BreastProjectionXRayImageStorageForPresentation = new("1.2.840.10008.5.1.4.1.1.13.1.4");
    /// <summary>Breast Projection X-Ray Image Storage - For Processing.</summary>
    public static readonly Uid BreastProjectionXRayImageStorageForProcessing = new("1.2.840.10008.5.1.4.1.1.13.1.5");
    /// <summary>Intravascular Optical Coherence Tomography Image Storage - For Presentation.</summary>
    public static readonly Uid IntravascularOpticalCoherenceTomographyImageStorageForPresentation = new("1.2.840.10008.5.1.4.1.1.14.1");
    /// <summary>Intravascular Optical Coherence Tomography Image Storage - For Processing.</summary>
    public static readonly Uid IntravascularOpticalCoherenceTomographyImageStorageForProcessing = new("1.2.840.10008.5.1.4.1.1.14.2");
    /// <summary>Nuclear Medicine Image Storage.</summary>
    public static readonly Uid NuclearMedicineImageStorage = new("1.2.840.10008.5.1.4.1.1.20");
    /// <summary>Parametric Map Storage.</summary>
    public static readonly Uid ParametricMapStorage = new("1.2.840.10008.5.1.4.1.1.30");
    /// <summary>Raw Data Storage.</summary>
    public static readonly Uid RawDataStorage = new("1.2.840.10008.5.1.4.1.1.66");
    /// <summary>Spatial Registration Storage.</summary>
    public static readonly Uid SpatialRegistrationStorage = new("1.2.840.10008.5.1.4.1.1.66.1");
    /// <summary>Spatial Fiducials Storage.</summary>
    public static readonly Uid SpatialFiducialsStorage = new("1.2.840.10008.5.1.4.1.1.66.2");
    /// <summary>Deformable Spatial Registration Storage.</summary>
    public static readonly Uid DeformableSpatialRegistrationStorage = new("1.2.840.10008.5.1.4.1.1.66.3");
    /// <summary>Segmentation Storage.</summary>
    public static readonly Uid SegmentationStorage = new("1.2.840.10008.5.1.4.1.1.66.4");
    /// <summary>Surface Segmentation Storage.</summary>
    public static readonly Uid SurfaceSegmentationStorage = new("1.2.840.10008.5.1.4.1.1.66.5");
    /// <summary>Tractography Results Storage.</summary>
    public static readonly Uid TractographyResultsStorage = new("1.2.840.10008.5.1.4.1.1.66.6");
    /// <summary>Label Map Segmentation Storage.</summary>
    public static readonly Uid LabelMapSegmentationStorage = new("1.2.840.10008.5.1.4.1.1.66.7");
    /// <summary>Height Map Segmentation Storage.</summary>
    public static readonly Uid HeightMapSegmentationStorage = new("1.2.840.10008.5.1.4.1.1.66.8");
    /// <summary>Real World Value Mapping Storage.</summary>
    public static readonly Uid RealWorldValueMappingStorage = new("1.2.840.10008.5.1.4.1.1.67");
    /// <summary>VL Endoscopic Image Storage.</summary>
    public static readonly Uid VlEndoscopicImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.1");
    /// <summary>Video Endoscopic Image Storage.</summary>
    public static readonly Uid VideoEndoscopicImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.1.1");
    /// <summary>VL Microscopic Image Storage.</summary>
    public static readonly Uid VlMicroscopicImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.2");
    /// <summary>Video Microscopic Image Storage.</summary>
    public static readonly Uid VideoMicroscopicImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.2.1");
    /// <summary>VL Slide-Coordinates Microscopic Image Storage.</summary>
    public static readonly Uid VlSlideCoordinatesMicroscopicImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.3");
    /// <summary>VL Photographic Image Storage.</summary>
    public static readonly Uid VlPhotographicImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.4");
    /// <summary>Video Photographic Image Storage.</summary>
    public static readonly Uid VideoPhotographicImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.4.1");
    /// <summary>Ophthalmic Photography 8 Bit Image Storage.</summary>
    public static readonly Uid OphthalmicPhotography8BitImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.5.1");
    /// <summary>Ophthalmic Photography 16 Bit Image Storage.</summary>
    public static readonly Uid OphthalmicPhotography16BitImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.5.2");
    /// <summary>Stereometric Relationship Storage.</summary>
    public static readonly Uid StereometricRelationshipStorage = new("1.2.840.10008.5.1.4.1.1.77.1.5.3");
    /// <summary>Ophthalmic Tomography Image Storage.</summary>
    public static readonly Uid OphthalmicTomographyImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.5.4");
    /// <summary>Wide Field Ophthalmic Photography Stereographic Projection Image Storage.</summary>
    public static readonly Uid WideFieldOphthalmicPhotographyStereographicProjectionImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.5.5");
    /// <summary>Wide Field Ophthalmic Photography 3D Coordinates Image Storage.</summary>
    public static readonly Uid WideFieldOphthalmicPhotography3DCoordinatesImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.5.6");
    /// <summary>Ophthalmic Optical Coherence Tomography En Face Image Storage.</summary>
    public static readonly Uid OphthalmicOpticalCoherenceTomographyEnFaceImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.5.7");
    /// <summary>Ophthalmic Optical Coherence Tomography B-scan Volume Analysis Storage.</summary>
    public static readonly Uid OphthalmicOpticalCoherenceTomographyBscanVolumeAnalysisStorage = new("1.2.840.10008.5.1.4.1.1.77.1.5.8");
    /// <summary>VL Whole Slide Microscopy Image Storage.</summary>
    public static readonly Uid VlWholeSlideMicroscopyImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.6");
    /// <summary>Dermoscopic Photography Image Storage.</summary>
    public static readonly Uid DermoscopicPhotographyImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.7");
    /// <summary>Confocal Microscopy Image Storage.</summary>
    public static readonly Uid ConfocalMicroscopyImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.8");
    /// <summary>Confocal Microscopy Tiled Pyramidal Image Storage.</summary>
    public static readonly Uid ConfocalMicroscopyTiledPyramidalImageStorage = new("1.2.840.10008.5.1.4.1.1.77.1.9");
    /// <summary>Basic Text SR Storage.</summary>
    public static readonly Uid BasicTextSrStorage = new("1.2.840.10008.5.1.4.1.1.88.11");
    /// <summary>Enhanced SR Storage.</summary>
    public static readonly Uid EnhancedSrStorage = new("1.2.840.10008.5.1.4.1.1.88.22");
    /// <summary>Comprehensive SR Storage.</summary>
    public static readonly Uid ComprehensiveSrStorage = new("1.2.840.10008.5.1.4.1.1.88.33");
    /// <summary>Comprehensive 3D SR Storage.</summary>
    public static readonly Uid Comprehensive3DSrStorage = new("1.2.840.10008.5.1.4.1.1.88.34");
    /// <summary>Extensible SR Storage.</summary>
    public static readonly Uid ExtensibleSrStorage = new("1.2.840.10008.5.1.4.1.1.88.35");
    /// <summary>Procedure Log Storage.</summary>
    public static readonly Uid ProcedureLogStorage = new("1.2.840.10008.5.1.4.1.1.88.40");
    /// <summary>Mammography CAD SR Storage.</summary>
    public static readonly Uid MammographyCadSrStorage = new("1.2.840.10008.5.1.4.1.1.88.50");
    /// <summary>Key Object Selection Document Storage.</summary>
    public static readonly Uid KeyObjectSelectionDocumentStorage = new("1.2.840.10008.5.1.4.1.1.88.59");
    /// <summary>Chest CAD SR Storage.</summary>
    public static readonly Uid ChestCadSrStorage = new("1.2.840.10008.5.1.4.1.1.88.65");
    /// <summary>X-Ray Radiation Dose SR Storage.</summary>
    public static readonly Uid XRayRadiationDoseSrStorage = new("1.2.840.10008.5.1.4.1.1.88.67");
    /// <summary>Radiopharmaceutical Radiation Dose SR Storage.</summary>
    public static readonly Uid RadiopharmaceuticalRadiationDoseSrStorage = new("1.2.840.10008.5.1.4.1.1.88.68");
    /// <summary>Colon CAD SR Storage.</summary>
    public static readonly Uid ColonCadSrStorage = new("1.2.840.10008.5.1.4.1.1.88.69");
    /// <summary>Content Assessment Results Storage.</summary>
    public static readonly Uid ContentAssessmentResultsStorage = new("1.2.840.10008.5.1.4.1.1.90.1");
    /// <summary>Microscopy Bulk Simple Annotations Storage.</summary>
    public static readonly Uid MicroscopyBulkSimpleAnnotationsStorage = new("1.2.840.10008.5.1.4.1.1.91.1");
    /// <summary>Encapsulated PDF Storage.</summary>
    public static readonly Uid EncapsulatedPdfStorage = new("1.2.840.10008.5.1.4.1.1.104.1");
    /// <summary>Encapsulated CDA Storage.</summary>
    public static readonly Uid EncapsulatedCdaStorage = new("1.2.840.10008.5.1.4.1.1.104.2");
    /// <summary>Encapsulated STL Storage.</summary>
    public static readonly Uid EncapsulatedStlStorage = new("1.2.840.10008.5.1.4.1.1.104.3");
    /// <summary>Encapsulated OBJ Storage.</summary>
    public static readonly Uid EncapsulatedObjStorage = new("1.2.840.10008.5.1.4.1.1.104.4");
    /// <summary>Encapsulated MTL Storage.</summary>
    public static readonly Uid EncapsulatedMtlStorage = new("1.2.840.10008.5.1.4.1.1.104.5");
    /// <summary>Positron Emission Tomography Image Storage.</summary>
    public static readonly Uid PositronEmissionTomographyImageStorage = new("1.2.840.10008.5.1.4.1.1.128");
    /// <summary>Legacy Converted Enhanced PET Image Storage.</summary>
    public static readonly Uid LegacyConvertedEnhancedPetImageStorage = new("1.2.840.10008.5.1.4.1.1.128.1");
    /// <summary>Enhanced PET Image Storage.</summary>
    public static readonly Uid EnhancedPetImageStorage = new("1.2.840.10008.5.1.4.1.1.130");
    /// <summary>Basic Structured Display Storage.</summary>
    public static readonly Uid BasicStructuredDisplayStorage = new("1.2.840.10008.5.1.4.1.1.131");
    /// <summary>RT Image Storage.</summary>
    public static readonly Uid RtImageStorage = new("1.2.840.10008.5.1.4.1.1.481.1");
    /// <summary>RT Dose Storage.</summary>
    public static readonly Uid RtDoseStorage = new("1.2.840.10008.5.1.4.1.1.481.2");
    /// <summary>RT Structure Set Storage.</summary>
    public static readonly Uid RtStructureSetStorage = new("1.2.840.10008.5.1.4.1.1.481.3");
    /// <summary>RT Beams Treatment Record Storage.</summary>
    public static readonly Uid RtBeamsTreatmentRecordStorage = new("1.2.840.10008.5.1.4.1.1.481.4");
    /// <summary>RT Plan Storage.</summary>
    public static readonly Uid RtPlanStorage = new("1.2.840.10008.5.1.4.1.1.481.5");
    /// <summary>RT Brachy Treatment Record Storage.</summary>
    public static readonly Uid RtBrachyTreatmentRecordStorage = new("1.2.840.10008.5.1.4.1.1.481.6");
    /// <summary>RT Treatment Summary Record Storage.</summary>
    public static readonly Uid RtTreatmentSummaryRecordStorage = new("1.2.840.10008.5.1.4.1.1.481.7");
    /// <summary>RT Ion Plan Storage.</summary>
    public static readonly Uid RtIonPlanStorage = new("1.2.840.10008.5.1.4.1.1.481.8");
    /// <summary>RT Ion Beams Treatment Record Storage.</summary>
    public static readonly Uid RtIonBeamsTreatmentRecordStorage = new("1.2.840.10008.5.1.4.1.1.481.9");
    /// <summary>Patient Root Query/Retrieve Information Model - FIND.</summary>
    public static readonly Uid PatientRootFind = new("1.2.840.10008.5.1.4.1.2.1.1");
    /// <summary>Patient Root Query/Retrieve Information Model - MOVE.</summary>
    public static readonly Uid PatientRootMove = new("1.2.840.10008.5.1.4.1.2.1.2");
    /// <summary>Patient Root Query/Retrieve Information Model - GET.</summary>
    public static readonly Uid PatientRootGet = new("1.2.840.10008.5.1.4.1.2.1.3");
    /// <summary>Study Root Query/Retrieve Information Model - FIND.</summary>
    public static readonly Uid StudyRootFind = new("1.2.840.10008.5.1.4.1.2.2.1");
    /// <summary>Study Root Query/Retrieve Information Model - MOVE.</summary>
    public static readonly Uid StudyRootMove = new("1.2.840.10008.5.1.4.1.2.2.2");
    /// <summary>Study Root Query/Retrieve Information Model - GET.</summary>
    public static readonly Uid StudyRootGet = new("1.2.840.10008.5.1.4.1.2.2.3");
    /// <summary>Composite Instance Root Retrieve - MOVE.</summary>
    public static readonly Uid CompositeInstanceRootRetrieveMove = new("1.2.840.10008.5.1.4.1.2.4.2");
    /// <summary>Composite Instance Root Retrieve - GET.</summary>
    public static readonly Uid CompositeInstanceRootRetrieveGet = new("1.2.840.10008.5.1.4.1.2.4.3");
    /// <summary>Composite Instance Retrieve Without Bulk Data - GET.</summary>
    public static readonly Uid CompositeInstanceRetrieveWithoutBulkDataGet = new("1.2.840.10008.5.1.4.1.2.5.3");
    /// <summary>Modality Worklist Information Model - FIND.</summary>
    public static readonly Uid ModalityWorklistFind = new("1.2.840.10008.5.1.4.31");
    /// <summary>Instance Availability Notification SOP Class.</summary>
    public static readonly Uid InstanceAvailabilityNotification = new("1.2.840.10008.5.1.4.33");
    /// <summary>Unified Procedure Step - Push SOP Class.</summary>
    public static readonly Uid UnifiedProcedureStepPush = new("1.2.840.10008.5.1.4.34.6.1");
    /// <summary>Unified Procedure Step - Watch SOP Class.</summary>
    public static readonly Uid UnifiedProcedureStepWatch = new("1.2.840.10008.5.1.4.34.6.2");
    /// <summary>Unified Procedure Step - Pull SOP Class.</summary>
    public static readonly Uid UnifiedProcedureStepPull = new("1.2.840.10008.5.1.4.34.6.3");
    /// <summary>Unified Procedure Step - Event SOP Class.</summary>
    public static readonly Uid UnifiedProcedureStepEvent = new("1.2.840.10008.5.1.4.34.6.4");
    /// <summary>Unified Procedure Step - Query SOP Class.</summary>
    public static readonly Uid UnifiedProcedureStepQuery = new("1.2.840.10008.5.1.4.34.6.5");
    /// <summary>General Relevant Patient Information Query.</summary>
    public static readonly Uid GeneralRelevantPatientInformationQuery = new("1.2.840.10008.5.1.4.37.1");
}
