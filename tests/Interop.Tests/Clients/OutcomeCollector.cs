using System.Threading.Channels;
using Akka.Actor;
using DicomActors.Clients;

namespace DicomActors.Interop.Tests.Clients;

/// <summary>Writes down every outcome on the EventStream.</summary>
internal sealed class OutcomeCollector(ChannelWriter<TicketEnded> outcomes) : UntypedActor
{
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(TicketEnded));

    protected override void OnReceive(object message) => outcomes.TryWrite((TicketEnded)message);
}
