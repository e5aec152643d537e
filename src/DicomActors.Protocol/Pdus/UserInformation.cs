using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Pdus;

// PS3.8 9.3.2.3 and 9.3.3.3, user information item:
//
//   0      50H
//   1      reserved, 0
//   2-3    item length
//   4-     sub-items 51H to 59H in any order; unknown ones are skipped
//
// PS3.8 D.1.1     51H, 0, length 4, uint32 maximum length of the P-DATA-TF PDUs the sender receives; 0 = no limit
// PS3.7 D.3.3.2.1 52H, 0, uint16 length, implementation class UID
// PS3.7 D.3.3.2.3 55H, 0, uint16 length, implementation version name, 1 to 16 characters

/// <summary>The user information item of A-ASSOCIATE-RQ and A-ASSOCIATE-AC (PS3.8 annex D, PS3.7 annex D).</summary>
public sealed record UserInformation
{
    private const string VersionSection = "PS3.7 D.3.3.2.3";

    /// <summary>The longest implementation version name we send.</summary>
    public const int MaximumVersionNameLength = 16;

    // Longer names than the standard allows exist; they harm nobody up to here.
    private const int LongestToleratedVersionName = 64;

    /// <summary>User information without a single sub-item.</summary>
    public static UserInformation Empty { get; } = new();

    /// <summary>
    /// Largest P-DATA-TF PDU length its sender receives, in bytes without the PDU header; 0: no limit; null: not stated, so no limit.
    /// </summary>
    public uint? MaximumLength { get; init; }

    /// <summary>Identifies the sender's implementation; empty if not stated.</summary>
    public Uid ImplementationClassUid { get; init; }

    /// <summary>The sender's implementation version; null if not stated.</summary>
    public string? ImplementationVersionName { get; init; }

    /// <summary>Null means 1 and 1: one operation at a time.</summary>
    public AsynchronousOperationsWindow? AsynchronousOperationsWindow { get; init; }

    /// <summary>Roles per SOP class; none means the requestor is SCU.</summary>
    public ItemList<RoleSelection> RoleSelections { get; init; } = [];

    /// <summary>Opaque details per SOP class.</summary>
    public ItemList<SopClassExtendedNegotiation> SopClassExtendedNegotiations { get; init; } = [];

    /// <summary>Service class and related general SOP classes per SOP class. A-ASSOCIATE-RQ only.</summary>
    public ItemList<SopClassCommonExtendedNegotiation> SopClassCommonExtendedNegotiations { get; init; } = [];

    /// <summary>Who asks. A-ASSOCIATE-RQ only.</summary>
    public UserIdentity? UserIdentity { get; init; }

    /// <summary>The answer to <see cref="UserIdentity"/>. A-ASSOCIATE-AC only.</summary>
    public UserIdentityResponse? UserIdentityResponse { get; init; }

    internal static UserInformation Read(ref ItemReader reader)
    {
        var result = new UserInformationBuilder();
        int count = 0;
        while (reader.TryReadItem(out ItemType type, out ItemReader item))
        {
            reader.RequireBelow(count++, reader.Limits.MaximumUserInformationItems, "user information sub-items", "PS3.8 D.1");
            switch (type)
            {
                case ItemType.MaximumLength:
                    reader.RequireFirst(result.MaximumLength.HasValue, "maximum length sub-item", "PS3.8 D.1.1");
                    result.MaximumLength = item.ReadUInt32("maximum length", "PS3.8 D.1.1");
                    item.RequireEnd("maximum length sub-item", "PS3.8 D.1.1");
                    break;
                case ItemType.ImplementationClassUid:
                    result.ImplementationClassUid = item.ReadRestAsUid("implementation class UID", "PS3.7 D.3.3.2.1");
                    break;
                case ItemType.ImplementationVersionName:
                    result.ImplementationVersionName = ReadVersionName(ref item);
                    break;
                case ItemType.AsynchronousOperationsWindow:
                    result.Window = Pdus.AsynchronousOperationsWindow.Read(ref item);
                    break;
                case ItemType.RoleSelection:
                    (result.Roles ??= []).Add(RoleSelection.Read(ref item));
                    break;
                case ItemType.SopClassExtendedNegotiation:
                    (result.Extended ??= []).Add(SopClassExtendedNegotiation.Read(ref item));
                    break;
                case ItemType.SopClassCommonExtendedNegotiation:
                    (result.Common ??= []).Add(SopClassCommonExtendedNegotiation.Read(ref item));
                    break;
                case ItemType.UserIdentity:
                    reader.RequireFirst(result.Identity is not null, "user identity sub-item", "PS3.7 D.3.3.7");
                    result.Identity = Pdus.UserIdentity.Read(ref item);
                    break;
                case ItemType.UserIdentityResponse:
                    reader.RequireFirst(result.IdentityResponse is not null, "user identity response sub-item", "PS3.7 D.3.3.7");
                    result.IdentityResponse = Pdus.UserIdentityResponse.Read(ref item);
                    break;
            }
        }

        return result.Build();
    }

    /// <summary>False if the item would be longer than its length field can say.</summary>
    internal bool FitsItsItem()
    {
        using var writer = new ItemWriter();
        Write(writer);
        return writer.Overflow is null;
    }

    internal void Write(ItemWriter writer)
    {
        int start = writer.BeginItem(ItemType.UserInformation);
        if (MaximumLength is uint maximumLength)
        {
            int item = writer.BeginItem(ItemType.MaximumLength);
            writer.WriteUInt32(maximumLength);
            writer.EndItem(item, "maximum length sub-item");
        }

        if (!ImplementationClassUid.IsEmpty)
        {
            writer.WriteUidItem(ItemType.ImplementationClassUid, ImplementationClassUid);
        }

        AsynchronousOperationsWindow?.Write(writer);
        foreach (RoleSelection role in RoleSelections)
        {
            role.Write(writer);
        }

        if (!string.IsNullOrEmpty(ImplementationVersionName))
        {
            int item = writer.BeginItem(ItemType.ImplementationVersionName);
            writer.WriteText(ImplementationVersionName, ImplementationVersionName.Length, "implementation version name");
            writer.EndItem(item, "implementation version name sub-item");
        }

        foreach (SopClassExtendedNegotiation extended in SopClassExtendedNegotiations)
        {
            extended.Write(writer);
        }

        foreach (SopClassCommonExtendedNegotiation common in SopClassCommonExtendedNegotiations)
        {
            common.Write(writer);
        }

        UserIdentity?.Write(writer);
        UserIdentityResponse?.Write(writer);
        writer.EndItem(start, "user information item");
    }

    private static string ReadVersionName(ref ItemReader item)
    {
        if (item.Remaining > LongestToleratedVersionName)
        {
            item.Reject("implementation version name", VersionSection, $"{item.Remaining} characters, at most {LongestToleratedVersionName} are read");
        }

        return item.ReadText(item.Remaining, "implementation version name", VersionSection).Trim(' ', '\0');
    }

    private sealed class UserInformationBuilder
    {
        public uint? MaximumLength { get; set; }

        public Uid ImplementationClassUid { get; set; }

        public string? ImplementationVersionName { get; set; }

        public AsynchronousOperationsWindow? Window { get; set; }

        public List<RoleSelection>? Roles { get; set; }

        public List<SopClassExtendedNegotiation>? Extended { get; set; }

        public List<SopClassCommonExtendedNegotiation>? Common { get; set; }

        public UserIdentity? Identity { get; set; }

        public UserIdentityResponse? IdentityResponse { get; set; }

        public UserInformation Build() => new()
        {
            MaximumLength = MaximumLength,
            ImplementationClassUid = ImplementationClassUid,
            ImplementationVersionName = ImplementationVersionName,
            AsynchronousOperationsWindow = Window,
            RoleSelections = Roles is null ? [] : ItemList.From(Roles),
            SopClassExtendedNegotiations = Extended is null ? [] : ItemList.From(Extended),
            SopClassCommonExtendedNegotiations = Common is null ? [] : ItemList.From(Common),
            UserIdentity = Identity,
            UserIdentityResponse = IdentityResponse,
        };
    }
}
