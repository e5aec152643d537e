using System.Diagnostics;

namespace Akka.Actor.Internal;

/// <summary>How often a child was restarted lately.</summary>
internal sealed class ChildRestartStats(IInternalActorRef child)
{
    private int _restarts;
    private long _windowStart;

    public IInternalActorRef Child => child;

    // Counts one more restart. A negative limit is none; without a time range the count never starts anew.
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0)
            return false;
        if (withinTimeMilliseconds <= 0)
            return maxNrOfRetries < 0 || ++_restarts <= maxNrOfRetries;
        var limit = maxNrOfRetries < 0 ? 1 : maxNrOfRetries;
        var now = Stopwatch.GetTimestamp();
        if (_restarts == 0 || Stopwatch.GetElapsedTime(_windowStart, now).TotalMilliseconds > withinTimeMilliseconds)
        {
            _restarts = 1;
            _windowStart = now;
            return true;
        }

        return ++_restarts <= limit;
    }
}
