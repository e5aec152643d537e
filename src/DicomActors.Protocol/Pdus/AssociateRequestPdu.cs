using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Pdus;

// PS3.8 9.3.2, A-ASSOCIATE-RQ:
//
//   0       01H
//   1       reserved, 0
//   2-5     PDU length
//   6-7     protocol version, bit 0 = version 1
//   8-9     reserved, 0
//   10-25   called AE title, padded with spaces
//   26-41   calling AE title, padded with spaces
//   42-73   reserved, 0
//   74-     one application context item (10H), presentation context items (20H), one user information item (50H)

/// <summary>A-ASSOCIATE-RQ: what a requestor proposes (PS3.8 9.3.2).</summary>
public sealed record AssociateRequestPdu : Pdu
{
    /// <summary>The only application context name there is: the DICOM application context (PS3.7 A.2.1).</summary>
    public static Uid DicomApplicationContext { get; } = new("1.2.840.10008.3.1.1.1");

    /// <inheritdoc/>
    public override PduType Type => PduType.AssociateRequest;

    /// <summary>One bit per supported version of the upper layer protocol; only bit 0 is defined. Default 1.</summary>
    public ushort ProtocolVersion { get; init; } = 1;

    /// <summary>
    /// The called and calling AE titles and what is reserved behind them, as on the wire: the accepting side sends them back
    /// unchanged (PS3.8 9.3.3).
    /// </summary>
    public required AssociateFixedFields FixedFields { get; init; }

    /// <summary>The title the requestor asks for, without padding.</summary>
    public string CalledAETitle => FixedFields.CalledAETitle;

    /// <summary>The requestor's own title, without padding.</summary>
    public string CallingAETitle => FixedFields.CallingAETitle;

    /// <summary>The application context name; empty if the peer sent none.</summary>
    public Uid ApplicationContextName { get; init; } = DicomApplicationContext;

    /// <summary>The proposed presentation contexts in the peer's order. Ids are unique; odd only if the peer obeys.</summary>
    public ItemList<PresentationContextProposalItem> PresentationContexts { get; init; } = [];

    /// <summary>User information; empty if the peer sent none.</summary>
    public UserInformation UserInformation { get; init; } = UserInformation.Empty;

    internal static AssociateRequestPdu Read(ref ItemReader reader)
    {
        AssociateFixedFields fields = AssociateFixedFields.Read(ref reader, out ushort version);
        var proposals = new List<PresentationContextProposalItem>();
        Uid applicationContext = default;
        UserInformation? userInformation = null;
        bool hasApplicationContext = false;
        while (reader.TryReadItem(out ItemType type, out ItemReader item))
        {
            switch (type)
            {
                case ItemType.ApplicationContext:
                    reader.RequireFirst(hasApplicationContext, "application context item", "PS3.8 9.3.2.1");
                    hasApplicationContext = true;
                    applicationContext = item.ReadRestAsUid("application context name", "PS3.8 9.3.2.1");
                    break;
                case ItemType.PresentationContextProposal:
                    reader.RequireBelow(proposals.Count, reader.Limits.MaximumPresentationContexts, "presentation context items", "PS3.8 9.3.2.2");
                    proposals.Add(PresentationContextProposalItem.Read(ref item, proposals));
                    break;
                case ItemType.UserInformation:
                    reader.RequireFirst(userInformation is not null, "user information item", "PS3.8 9.3.2.3");
                    userInformation = UserInformation.Read(ref item);
                    break;
            }
        }

        return new AssociateRequestPdu
        {
            ProtocolVersion = version,
            FixedFields = fields,
            ApplicationContextName = applicationContext,
            PresentationContexts = ItemList.From(proposals),
            UserInformation = userInformation ?? UserInformation.Empty,
        };
    }

    internal void Write(ItemWriter writer)
    {
        FixedFields.Write(writer, ProtocolVersion);
        AssociateFixedFields.WriteApplicationContext(writer, ApplicationContextName);
        foreach (PresentationContextProposalItem proposal in PresentationContexts)
        {
            proposal.Write(writer);
        }

        UserInformation.Write(writer);
    }
}
