using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;

namespace DicomActors.Tests.Clients;

public sealed class RetryPolicyTests
{
    private static readonly CEchoRequest Echo = new();
    private static readonly DatasetBuilder Identifier = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.QueryRetrieveLevel, "STUDY");

    private static RetryDecision Decide(RequestEvent ending, bool repeatable = true, int attempts = 1) =>
        RetryPolicy.Decide(ending, repeatable, attempts, maximumAttempts: 3);

    private static RequestFailedEvent Failed(RequestFailure reason, bool reached) => new(
        ConnectionId.None, ActorRefs.Nobody, default, RequestId.Next(), Echo, reason, "It failed.", null, reached);

    private static RequestCompletedEvent Completed(DimseStatus status) => new(
        ConnectionId.None, ActorRefs.Nobody, default, RequestId.Next(), Echo, DimseResponse.For(Echo, status), TimeSpan.Zero);

    private static RequestTimedOutEvent TimedOut { get; } = new(
        ConnectionId.None, ActorRefs.Nobody, default, RequestId.Next(), Echo, TimeSpan.FromSeconds(1));

    public static TheoryData<RequestFailure> LostInBetween =>
    [
        RequestFailure.AssociationAborted, RequestFailure.AssociationReleased, RequestFailure.ConnectionLost, RequestFailure.NotAccepted,
    ];

    public static TheoryData<RequestFailure> NeverHelps =>
    [
        RequestFailure.InvalidRequest, RequestFailure.ContentUnavailable, RequestFailure.ContentFailed, RequestFailure.NoPresentationContext,
    ];

    [Theory]
    [MemberData(nameof(LostInBetween))]
    public void NothingOfItWasSent_IsQueuedAgainHoweverOften(RequestFailure reason)
    {
        Assert.Equal(RetryDecision.Requeue, Decide(Failed(reason, reached: false), repeatable: false, attempts: 100));
    }

    [Theory]
    [MemberData(nameof(LostInBetween))]
    public void MayHaveReachedThePeer_IsTriedAgainOnlyIfRepeatableAndUpToTheLimit(RequestFailure reason)
    {
        Assert.Equal(RetryDecision.Retry, Decide(Failed(reason, reached: true), attempts: 2));
        Assert.Equal(RetryDecision.End, Decide(Failed(reason, reached: true), attempts: 3));
        Assert.Equal(RetryDecision.End, Decide(Failed(reason, reached: true), repeatable: false));
    }

    [Theory]
    [MemberData(nameof(NeverHelps))]
    public void FaultOfTheRequestItself_Ends(RequestFailure reason)
    {
        Assert.Equal(RetryDecision.End, Decide(Failed(reason, reached: false)));
        Assert.Equal(RetryDecision.End, Decide(Failed(reason, reached: true)));
    }

    [Fact]
    public void TimedOut_IsTriedAgainIfRepeatable()
    {
        Assert.Equal(RetryDecision.Retry, Decide(TimedOut));
        Assert.Equal(RetryDecision.End, Decide(TimedOut, repeatable: false));
    }

    [Theory]
    [InlineData(0xA700, true)]
    [InlineData(0xA701, true)]
    [InlineData(0x0213, true)]
    [InlineData(0xA702, false)] // C-MOVE: sub-operations failed. Asking again would move what did not fail again, too.
    [InlineData(0xA900, false)]
    [InlineData(0xC000, false)]
    [InlineData(0x0122, false)]
    [InlineData(0x0000, false)]
    [InlineData(0xB000, false)]
    public void Status_OutOfResourcesOnly_IsTriedAgain(int status, bool again) =>
        Assert.Equal(again ? RetryDecision.Retry : RetryDecision.End, Decide(Completed(new DimseStatus((ushort)status))));

    [Fact]
    public void Repeatable_ByDefault_IsWhatDoesNoHarmTwice()
    {
        var identifier = Identifier.Build();
        Assert.True(RetryPolicy.IsRepeatable(Echo));
        Assert.True(RetryPolicy.IsRepeatable(QueuedRequests.Store()));
        Assert.True(RetryPolicy.IsRepeatable(new CFindRequest(SopClasses.StudyRootFind, identifier)));
        Assert.False(RetryPolicy.IsRepeatable(new CMoveRequest(SopClasses.StudyRootMove, identifier, "SOMEBODY")));
        Assert.False(RetryPolicy.IsRepeatable(new CGetRequest(SopClasses.StudyRootGet, identifier)));
    }

    [Fact]
    public async Task ContentThatCanBeReadOnce_MarkedRepeatable_IsNot()
    {
        await using var stream = new MemoryStream(new byte[10]);
        var content = new Protocol.Content.StreamContent(SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, stream);
        var command = new Enqueue(new CStoreRequest(content)) { Repeatable = true };

        Assert.False(new QueuedRequest(command, null, 1, TimeSpan.Zero, TimeSpan.MaxValue).IsRepeatable);
    }

    public static TheoryData<ConnectionEndReason, bool> Ends => new()
    {
        { ConnectionEndReason.ConnectionRefused, true },
        { ConnectionEndReason.HostUnreachable, true },
        { ConnectionEndReason.ConnectTimeout, true },
        { ConnectionEndReason.AssociateTimeout, true },
        { ConnectionEndReason.ClosedByPeer, true },
        { ConnectionEndReason.AbortedByPeer, true },
        { ConnectionEndReason.TlsHandshakeFailed, false },
        { ConnectionEndReason.NotDicom, false },
        { ConnectionEndReason.ProtocolError, false },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void AssociationDidNotComeAbout_IsTransientUnlessTomorrowItIsTheSame(ConnectionEndReason reason, bool transient) =>
        Assert.Equal(transient, RetryPolicy.IsTransient(new ConnectionEnd(reason, "It ended.")));

    [Fact]
    public void Rejection_IsTransientIfThePeerSaysSo()
    {
        Assert.True(RetryPolicy.IsTransient(Rejected(AssociationRejection.LocalLimitExceeded)));
        Assert.True(RetryPolicy.IsTransient(Rejected(AssociationRejection.TemporaryCongestion)));
        Assert.False(RetryPolicy.IsTransient(Rejected(AssociationRejection.CalledAETitleNotRecognized)));

        static ConnectionEnd Rejected(AssociationRejection rejection) =>
            new(ConnectionEndReason.RejectedByPeer, "Rejected.", Rejection: rejection);
    }
}
