namespace DicomActors.Protocol.Data;

/// <summary>The values of group 0002, taken in one pass; of several elements with the same tag the first counts.</summary>
internal struct MetaElements
{
    private uint _seen;
    private Uid _sopClass;
    private Uid _sopInstance;
    private Uid _implementation;
    private string? _version;
    private string? _source;
    private string? _sending;
    private string? _receiving;
    private Uid _creator;
    private byte[]? _information;

    /// <summary>Transfer Syntax UID (0002,0010).</summary>
    public Uid TransferSyntax { get; private set; }

    /// <summary>Takes the element the reader stands on.</summary>
    public void Take(in DatasetReader reader)
    {
        if (IsFirst(reader.Tag.Element))
        {
            var vr = reader.VR == VR.UN ? TagDictionary.FindVR(reader.Tag) : reader.VR;
            Take(reader.Tag.Element, new ElementValue(reader.Value, vr, reader.IsBigEndian));
        }
    }

    /// <summary>What they come to.</summary>
    public readonly FileMetaInformation ToMeta(TransferSyntax syntax) => new(_sopClass, _sopInstance, syntax)
    {
        ImplementationClassUid = _implementation,
        ImplementationVersionName = _version,
        SourceApplicationEntityTitle = _source,
        SendingApplicationEntityTitle = _sending,
        ReceivingApplicationEntityTitle = _receiving,
        PrivateInformationCreatorUid = _creator,
        PrivateInformation = _information,
    };

    private void Take(ushort element, ElementValue value)
    {
        switch (element)
        {
            case 0x0002:
                _sopClass = UidOf(value);
                break;
            case 0x0003:
                _sopInstance = UidOf(value);
                break;
            case 0x0010:
                TransferSyntax = UidOf(value);
                break;
            case 0x0012:
                _implementation = UidOf(value);
                break;
            case 0x0013:
                _version = value.GetText(SpecificCharacterSet.Default);
                break;
            case 0x0016:
                _source = value.GetText(SpecificCharacterSet.Default);
                break;
            case 0x0017:
                _sending = value.GetText(SpecificCharacterSet.Default);
                break;
            case 0x0018:
                _receiving = value.GetText(SpecificCharacterSet.Default);
                break;
            case 0x0100:
                _creator = UidOf(value);
                break;
            case 0x0102:
                _information = value.Bytes.ToArray();
                break;
        }
    }

    private static Uid UidOf(ElementValue value) => value.GetTexts(SpecificCharacterSet.Default) is [var first, ..] ? new Uid(first) : Uid.Empty;

    private bool IsFirst(ushort element)
    {
        var bit = element switch
        {
            <= 0x0018 => 1u << element,
            0x0100 => 1u << 30,
            0x0102 => 1u << 31,
            _ => 0u,
        };
        var isFirst = (_seen & bit) == 0;
        _seen |= bit;
        return isFirst;
    }
}
