namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>What the peer does, on its own or when a request of ours has come.</summary>
public enum PeerActKind
{
    Answer,
    Pending,
    Hold,
    AnswerAllBackwards,
    AnswerTwice,
    AnswerWithWrongMessageId,
    Echo,
    Store,
    StoreHalf,
    Find,
    FindAndCancel,
    Release,
    Garbage,
    WrongPdu,
    Abort,
    Close,
    CloseInTheMiddle,
    Reset,
    StopReading,
}
