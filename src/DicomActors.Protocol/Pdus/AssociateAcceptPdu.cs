using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Pdus;

// PS3.8 9.3.3, A-ASSOCIATE-AC:
//
//   0       02H
//   1       reserved, 0
//   2-5     PDU length
//   6-7     protocol version, bit 0 = version 1
//   8-9     reserved, 0
//   10-73   the same 64 bytes as in the A-ASSOCIATE-RQ; not tested
//   74-     one application context item (10H), presentation context items (21H), one user information item (50H)

/// <summary>A-ASSOCIATE-AC: what an acceptor answers (PS3.8 9.3.3).</summary>
public sealed record AssociateAcceptPdu : Pdu
{
    /// <inheritdoc/>
    public override PduType Type => PduType.AssociateAccept;

    /// <summary>One bit per supported version of the upper layer protocol; only bit 0 is defined. Default 1.</summary>
    public ushort ProtocolVersion { get; init; } = 1;

    /// <summary>Sent back as received; a requestor does not test them.</summary>
    public required AssociateFixedFields FixedFields { get; init; }

    /// <summary>The application context name; empty if the peer sent none.</summary>
    public Uid ApplicationContextName { get; init; } = AssociateRequestPdu.DicomApplicationContext;

    /// <summary>One answer per proposed context.</summary>
    public ItemList<PresentationContextAnswerItem> PresentationContexts { get; init; } = [];

    /// <summary>User information; empty if the peer sent none.</summary>
    public UserInformation UserInformation { get; init; } = UserInformation.Empty;

    internal static AssociateAcceptPdu Read(ref ItemReader reader)
    {
        AssociateFixedFields fields = AssociateFixedFields.Read(ref reader, out ushort version);
        var answers = new List<PresentationContextAnswerItem>();
        Uid applicationContext = default;
        UserInformation? userInformation = null;
        bool hasApplicationContext = false;
        while (reader.TryReadItem(out ItemType type, out ItemReader item))
        {
            switch (type)
            {
                case ItemType.ApplicationContext:
                    reader.RequireFirst(hasApplicationContext, "application context item", "PS3.8 9.3.3.1");
                    hasApplicationContext = true;
                    applicationContext = item.ReadRestAsUid("application context name", "PS3.8 9.3.3.1");
                    break;
                case ItemType.PresentationContextAnswer:
                    reader.RequireBelow(answers.Count, reader.Limits.MaximumPresentationContexts, "presentation context items", "PS3.8 9.3.3.2");
                    answers.Add(PresentationContextAnswerItem.Read(ref item));
                    break;
                case ItemType.UserInformation:
                    reader.RequireFirst(userInformation is not null, "user information item", "PS3.8 9.3.3.3");
                    userInformation = UserInformation.Read(ref item);
                    break;
            }
        }

        return new AssociateAcceptPdu
        {
            ProtocolVersion = version,
            FixedFields = fields,
            ApplicationContextName = applicationContext,
            PresentationContexts = ItemList.From(answers),
            UserInformation = userInformation ?? UserInformation.Empty,
        };
    }

    internal void Write(ItemWriter writer)
    {
        FixedFields.Write(writer, ProtocolVersion);
        AssociateFixedFields.WriteApplicationContext(writer, ApplicationContextName);
        foreach (PresentationContextAnswerItem answer in PresentationContexts)
        {
            answer.Write(writer);
        }

        UserInformation.Write(writer);
    }
}
