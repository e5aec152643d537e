using System.Collections.Concurrent;
using Akka.Actor;
using DicomActors.Events;
using DicomActors.Requests;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>Who sends the requests of a scenario: remembers the terminal events it is told.</summary>
internal sealed class Asker(ConcurrentDictionary<RequestId, List<RequestEvent>> ends) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        if (message is RequestEvent { IsTerminal: true } end)
        {
            var told = ends.GetOrAdd(end.RequestId, static _ => []);
            lock (told)
            {
                told.Add(end);
            }
        }
    }
}
