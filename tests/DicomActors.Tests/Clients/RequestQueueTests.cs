using DicomActors.Clients;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using FsCheck;
using FsCheck.Fluent;

namespace DicomActors.Tests.Clients;

public sealed class RequestQueueTests
{
    private static readonly ContextNeed EchoNeed = ContextNeed.Of(new CEchoRequest());
    private static readonly DimseRequest[] Kinds =
    [
        new CEchoRequest(), QueuedRequests.Store(), QueuedRequests.Store(transferSyntax: TransferSyntax.ImplicitVRLittleEndian),
    ];

    private readonly RequestQueue _queue = new(starvationLimit: 3);

    private static List<long> TakeAll(RequestQueue queue, Predicate<ContextNeed>? serves = null)
    {
        var taken = new List<long>();
        while (queue.TryTake(serves ?? (static _ => true), out var request))
        {
            taken.Add(request.Sequence);
        }

        return taken;
    }

    [Fact]
    public void OnePriority_Take_IsInOrderOfArrivalOverAllNeeds()
    {
        for (var i = 1; i <= 6; i++)
        {
            _queue.Add(QueuedRequests.Of(Kinds[i % Kinds.Length], i));
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], TakeAll(_queue));
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void TakenRequest_ComesBack_TakesItsOldPlace()
    {
        for (var i = 1; i <= 5; i++)
        {
            _queue.Add(QueuedRequests.Echo(i));
        }

        _queue.TryTake(static _ => true, out var first);
        _queue.TryTake(static _ => true, out var second);
        _queue.Add(second!);
        _queue.Add(first!);

        Assert.Equal([1, 2, 3, 4, 5], TakeAll(_queue));
    }

    [Fact]
    public void Priorities_Take_HighFirstButOneOfTheOthersAfterTheLimit()
    {
        for (var i = 1; i <= 8; i++)
        {
            _queue.Add(QueuedRequests.Echo(i, RequestPriority.High));
        }

        _queue.Add(QueuedRequests.Echo(21, RequestPriority.Low));
        _queue.Add(QueuedRequests.Echo(22, RequestPriority.Low));

        Assert.Equal([1, 2, 3, 21, 4, 5, 6, 22, 7, 8], TakeAll(_queue));
    }

    [Fact]
    public void ThreePriorities_Take_TheLowestIsNotStarvedByTheMiddle()
    {
        for (var i = 0; i < 10; i++)
        {
            _queue.Add(QueuedRequests.Echo(100 + i, RequestPriority.High));
            _queue.Add(QueuedRequests.Echo(200 + i, RequestPriority.Medium));
            _queue.Add(QueuedRequests.Echo(300 + i, RequestPriority.Low));
        }

        var taken = TakeAll(_queue);

        Assert.InRange(taken.FindIndex(static sequence => sequence >= 300), 3, 4);
        Assert.InRange(taken.FindIndex(static sequence => sequence / 100 == 2), 3, 5);
    }

    [Fact]
    public void LowPriorityNobodyServes_HighOnesGoFirst_ItsNeedBecomesTheHead()
    {
        _queue.Add(QueuedRequests.Of(Kinds[1], 1, RequestPriority.Low));
        for (var i = 2; i <= 9; i++)
        {
            _queue.Add(QueuedRequests.Echo(i, RequestPriority.High));
        }

        Assert.Equal(EchoNeed, _queue.Needs().First().Need);
        for (var i = 0; i < 3; i++)
        {
            Assert.True(_queue.TryTake(static need => need == EchoNeed, out _));
        }

        Assert.Equal(ContextNeed.Of(Kinds[1]), _queue.Needs().First().Need);
    }

    [Fact]
    public void AssociationServesOneNeed_Take_GivesOnlyThat()
    {
        _queue.Add(QueuedRequests.Of(Kinds[1], 1));
        _queue.Add(QueuedRequests.Echo(2));

        Assert.Equal([2], TakeAll(_queue, static need => need == EchoNeed));
        Assert.Equal(1, _queue.Ready);
    }

    [Fact]
    public void Delayed_Wake_ComesBackToItsPlaceWhenItIsDue()
    {
        _queue.Add(QueuedRequests.Echo(1));
        _queue.Add(QueuedRequests.Echo(2));
        _queue.TryTake(static _ => true, out var first);
        _queue.AddDelayed(first!, TimeSpan.FromSeconds(5));

        _queue.Wake(TimeSpan.FromSeconds(4));
        Assert.Equal((1, 2, TimeSpan.FromSeconds(5)), (_queue.Ready, _queue.Count, _queue.NextDue));

        _queue.Wake(TimeSpan.FromSeconds(5));
        Assert.Equal([1, 2], TakeAll(_queue));
        Assert.Null(_queue.NextDue);
    }

    [Fact]
    public void RemovedWhileDelayed_Wake_DoesNotBringItBack()
    {
        var request = QueuedRequests.Echo(1);
        _queue.AddDelayed(request, TimeSpan.FromSeconds(1));
        _queue.Remove(request);

        _queue.Wake(TimeSpan.FromSeconds(2));

        Assert.Equal((0, 0), (_queue.Count, _queue.Ready));
        Assert.Empty(_queue.All());
        Assert.Null(_queue.NextDue);
    }

    [Fact]
    public void Needs_OfAQueue_AreCountedMostUrgentFirst()
    {
        _queue.Add(QueuedRequests.Of(Kinds[1], 1));
        _queue.Add(QueuedRequests.Of(Kinds[1], 2));
        _queue.Add(QueuedRequests.Of(Kinds[2], 3));
        _queue.Add(QueuedRequests.Echo(4, RequestPriority.High));

        Assert.Equal([(EchoNeed, 1), (ContextNeed.Of(Kinds[1]), 2), (ContextNeed.Of(Kinds[2]), 1)], _queue.Needs());
    }

    /// <summary>
    /// Any sequence of adding, taking, bringing back, delaying, waking and removing: nothing is lost or there twice, the counts are
    /// right, and what is taken is the oldest of its priority and need.
    /// </summary>
    [Fact]
    public void AnyCommands_Queue_LosesAndDuplicatesNothingAndKeepsTheOrder() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, 1_000_000).ListOf(120).ToArbitrary(), static commands => new QueueModel().Run(commands)));

    private sealed class QueueModel
    {
        private readonly RequestQueue _queue = new(starvationLimit: 2);
        private readonly List<QueuedRequest> _inside = [];
        private readonly Dictionary<QueuedRequest, TimeSpan> _delayed = [];
        private readonly List<QueuedRequest> _outside = [];
        private TimeSpan _now;
        private long _sequence;

        public void Run(IEnumerable<int> commands)
        {
            foreach (var command in commands)
            {
                Do(command % 8, command / 8);
                var expected = _inside.Concat(_delayed.Keys).Select(static request => request.Sequence).Order();
                Assert.Equal(expected, _queue.All().Select(static request => request.Sequence).Order());
                Assert.Equal((_inside.Count, _inside.Count + _delayed.Count), (_queue.Ready, _queue.Count));
                Assert.Equal(_inside.Count, _queue.Needs().Sum(static need => need.Count));
            }
        }

        private void Do(int what, int parameter)
        {
            switch (what)
            {
                case 0 or 1 or 2:
                    var request = QueuedRequests.Of(Kinds[parameter % Kinds.Length], ++_sequence, (RequestPriority)(parameter % 7 % 3));
                    _queue.Add(request);
                    _inside.Add(request);
                    break;
                case 3 or 4:
                    Take(ContextNeed.Of(Kinds[parameter % Kinds.Length]), everything: parameter % 2 == 0);
                    break;
                case 5 when _outside.Count > 0:
                    var back = _outside[parameter % _outside.Count];
                    _outside.Remove(back);
                    if (parameter % 2 == 0)
                    {
                        _queue.Add(back);
                        _inside.Add(back);
                    }
                    else
                    {
                        _delayed.Add(back, _now + TimeSpan.FromSeconds(parameter % 10));
                        _queue.AddDelayed(back, _delayed[back]);
                    }

                    break;
                case 6:
                    _now += TimeSpan.FromSeconds(parameter % 5);
                    _queue.Wake(_now);
                    foreach (var due in _delayed.Where(entry => entry.Value <= _now).Select(static entry => entry.Key).ToArray())
                    {
                        _delayed.Remove(due);
                        _inside.Add(due);
                    }

                    break;
                case 7 when _inside.Count + _delayed.Count > 0:
                    var removed = _inside.Concat(_delayed.Keys).ElementAt(parameter % (_inside.Count + _delayed.Count));
                    _queue.Remove(removed);
                    _queue.Remove(removed);
                    _inside.Remove(removed);
                    _delayed.Remove(removed);
                    break;
            }
        }

        private void Take(ContextNeed need, bool everything)
        {
            var served = _inside.Where(request => everything || request.Need == need).ToArray();
            Assert.Equal(served.Length > 0, _queue.TryTake(candidate => everything || candidate == need, out var taken));
            if (taken is null)
            {
                return;
            }

            var oldest = served.Where(request => request.Command.Priority == taken.Command.Priority).MinBy(static request => request.Sequence);
            Assert.Same(oldest, taken);
            _inside.Remove(taken);
            _outside.Add(taken);
        }
    }
}
