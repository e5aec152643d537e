using System.Net;
using DicomActors.Listeners;
using DicomActors.Protocol.Associations;

namespace DicomActors.Tests.Listeners;

public sealed class AdmissionLedgerTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress There = IPAddress.Parse("192.0.2.2");

    [Fact]
    public void Full_NextConnection_IsToBeRejectedWithoutAPlace()
    {
        var ledger = new AdmissionLedger(new AdmissionPolicy { MaximumConnections = 1 });
        ledger.Admit(Here);

        var second = ledger.Admit(There);

        Assert.Equal(AssociationRejection.LocalLimitExceeded, second!.Associate("SCU"));
        Assert.Equal(
            new AdmissionCounters { Connections = 1, Unassociated = 1, Rejecting = 1, Accepted = 2, OverConnections = 1 }, ledger.Counters);
    }

    [Fact]
    public void ManyRejecting_NextConnection_IsReset()
    {
        var ledger = new AdmissionLedger(new AdmissionPolicy { MaximumConnections = 1, MaximumRejecting = 2 });
        ledger.Admit(Here);
        var rejecting = ledger.Admit(Here);
        ledger.Admit(Here);

        Assert.Null(ledger.Admit(Here));
        rejecting!.Leave();
        Assert.NotNull(ledger.Admit(Here));
        Assert.Equal((1, 2, 1L), (ledger.Counters.Connections, ledger.Counters.Rejecting, ledger.Counters.Reset));
    }

    [Fact]
    public void AddressIsFull_OthersAreAdmitted()
    {
        var ledger = new AdmissionLedger(new AdmissionPolicy { MaximumConnectionsPerAddress = 1 });
        var first = ledger.Admit(Here);

        Assert.Equal(AssociationRejection.LocalLimitExceeded, ledger.Admit(Here)!.Associate("SCU"));
        Assert.Null(ledger.Admit(There)!.Associate("SCU"));
        first!.Leave();
        Assert.Null(ledger.Admit(Here)!.Associate("SCU"));
        Assert.Equal(1, ledger.Counters.OverPerAddress);
    }

    [Fact]
    public void SilentOnesAreMany_NextIsRejectedUntilOneAsksForItsAssociation()
    {
        var ledger = new AdmissionLedger(new AdmissionPolicy { MaximumUnassociated = 1 });
        var first = ledger.Admit(Here);
        var second = ledger.Admit(Here);
        Assert.Null(first!.Associate("SCU"));

        Assert.Equal(AssociationRejection.LocalLimitExceeded, second!.Associate("SCU"));
        Assert.Null(ledger.Admit(Here)!.Associate("SCU"));
        Assert.Equal((2, 0, 1L), (ledger.Counters.Connections, ledger.Counters.Unassociated, ledger.Counters.OverUnassociated));
    }

    [Fact]
    public void TitleIsFull_ItsNextAssociationIsRejectedAndFreesItsPlace()
    {
        var ledger = new AdmissionLedger(new AdmissionPolicy { MaximumConnections = 2, MaximumAssociationsPerCallingAETitle = 1 });
        Assert.Null(ledger.Admit(Here)!.Associate("ONE"));

        Assert.Equal(AssociationRejection.LocalLimitExceeded, ledger.Admit(Here)!.Associate("ONE"));
        Assert.Null(ledger.Admit(Here)!.Associate("TWO"));
        Assert.Equal((2, 1, 1L), (ledger.Counters.Connections, ledger.Counters.Rejecting, ledger.Counters.OverPerCallingAETitle));
    }

    [Fact]
    public void NoRoomAmongTheRejecting_RejectedAssociation_KeepsItsPlaceUntilItLeaves()
    {
        var ledger = new AdmissionLedger(new AdmissionPolicy { MaximumAssociationsPerCallingAETitle = 1, MaximumRejecting = 0 });
        ledger.Admit(Here)!.Associate("ONE");
        var second = ledger.Admit(Here);

        Assert.Equal(AssociationRejection.LocalLimitExceeded, second!.Associate("ONE"));
        Assert.Equal((2, 0), (ledger.Counters.Connections, ledger.Counters.Rejecting));
        second.Leave();
        Assert.Equal((1, 0), (ledger.Counters.Connections, ledger.Counters.Unassociated));
    }

    [Fact]
    public void DeniedNetwork_Connection_IsResetAndCountedAlthoughThereIsRoom()
    {
        var ledger = new AdmissionLedger(new AdmissionPolicy { DeniedNetworks = [new IPNetwork(Here, 32)] });

        Assert.Null(ledger.Admit(Here));
        Assert.Equal(new AdmissionCounters { Accepted = 1, DeniedNetworks = 1 }, ledger.Counters);
    }

    [Fact]
    public void BehindAProxy_AnnouncedAddress_IsJudged()
    {
        var ledger = new AdmissionLedger(new AdmissionPolicy
        {
            DeniedNetworks = [new IPNetwork(There, 32)],
            MaximumConnectionsPerAddress = 1,
            MaximumRejecting = 1,
        });

        Assert.False(ledger.Admit(null)!.Identify(There), "a denied address should be reset.");
        Assert.True(ledger.Admit(null)!.Identify(Here), "the first connection of an address should be let in.");
        var second = ledger.Admit(null)!;
        Assert.True(second.Identify(Here), "the second should be kept, to be rejected.");
        Assert.Equal(AssociationRejection.LocalLimitExceeded, second.Associate("SCU"));
        Assert.False(ledger.Admit(null)!.Identify(Here), "the third should be reset: one rejecting is all there may be.");
        Assert.Equal((2L, 1L, 1L), (ledger.Counters.OverPerAddress, ledger.Counters.DeniedNetworks, ledger.Counters.Reset));
    }

    [Fact]
    public void EveryEnd_LeftTwice_GivesThePlaceBackOnce()
    {
        var ledger = new AdmissionLedger(new AdmissionPolicy { MaximumConnections = 4, MaximumAssociationsPerCallingAETitle = 1 });
        AdmissionPlace[] places = [.. Enumerable.Range(0, 6).Select(_ => ledger.Admit(Here)!)];
        places[0].Associate("ONE");
        places[1].Associate("ONE");
        places[2].Associate("TWO");
        places[2].Refuse();
        places[2].Refuse();

        foreach (var place in places.Concat(places))
        {
            place.Leave();
            place.Refuse();
            Assert.Null(place.Associate("LATE"));
        }

        Assert.Equal(
            new AdmissionCounters { Accepted = 6, OverConnections = 2, OverPerCallingAETitle = 1, Refused = 1 }, ledger.Counters);
        Assert.Null(ledger.Admit(Here)!.Associate("ONE"));
    }

    [Theory]
    [InlineData(50, 1_000_000, 1_000_000, 1_000_000, 50)]
    [InlineData(1_000_000, 7, 1_000_000, 1_000_000, 28)]
    [InlineData(1_000_000, 1_000_000, 11, 1_000_000, 220)]
    [InlineData(1_000_000, 1_000_000, 1_000_000, 30, 220)]
    [InlineData(60, 20, 40, 25, 60)]
    public async Task TwentyThreadsWithTenOpeners_ComeAndGo_NeverMoreThanTheLimitsAllow(
        int connections, int perAddress, int unassociated, int perTitle, int most)
    {
        const int Threads = 20;
        const int Rounds = 2000;
        var ledger = new AdmissionLedger(new AdmissionPolicy
        {
            MaximumConnections = connections,
            MaximumConnectionsPerAddress = perAddress,
            MaximumUnassociated = unassociated,
            MaximumAssociationsPerCallingAETitle = perTitle,
            MaximumRejecting = 10,
        });
        var observed = new ObservedPlaces(ledger, most, perTitle);
        using var start = new Barrier(Threads);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                var held = new Queue<AdmissionPlace>();
                for (var round = 0; round < Rounds; round++)
                {
                    observed.Take(held, new IPAddress([192, 0, 2, (byte)(thread % 4)]), thread % 2);
                    if (held.Count > 10)
                    {
                        observed.GiveBack(held.Dequeue());
                    }
                }

                while (held.TryDequeue(out var place))
                {
                    observed.GiveBack(place);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal("", observed.Excess);
        var counters = ledger.Counters;
        Assert.Equal(
            (0, 0, 0, (long)Threads * Rounds), (counters.Connections, counters.Unassociated, counters.Rejecting, counters.Accepted));
    }
}
