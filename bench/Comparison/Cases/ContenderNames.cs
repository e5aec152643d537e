namespace Comparison.Cases;

/// <summary>Names that several cases use.</summary>
internal static class ContenderNames
{
    public const string Ours = "ours";
    public const string Dcmtk = "DCMTK";
    public const string FoDicom = "fo-dicom";
    public const string Orthanc = "Orthanc";
    public const string Raw = "raw sockets";
    public const string RawAwaited = "raw sockets, awaited";
}
