namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>How the peer answers an A-ASSOCIATE-RQ; of a peer that connects to us, what it begins with.</summary>
public enum AssociateBehaviour
{
    Proper,
    Rejects,
    Aborts,
    Garbage,
    WrongPdu,
    ClosesInTheMiddle,
    Closes,
    Resets,
    Silent,
}
