namespace Akka.Dispatch;

/// <summary>Chooses the queue an actor gets.</summary>
internal sealed class Mailboxes(Settings settings)
{
    private const string DefaultMailboxId = "akka.actor.default-mailbox";

    public MessageQueue Create(Props props)
    {
        var id = props.Mailbox;
        if (id is null or DefaultMailboxId)
            return new UnboundedQueue();

        if (!settings.Config.HasPath(id))
            throw new ConfigurationException($"Mailbox Type [{id}] not configured");

        var config = settings.Config.GetConfig(id).WithFallback(settings.Config.GetConfig(DefaultMailboxId));
        var type = config.GetString("mailbox-type").Split(',')[0].Trim();
        return type switch
        {
            "Akka.Dispatch.UnboundedMailbox" or "Akka.Dispatch.UnboundedDequeBasedMailbox" => new UnboundedQueue(),
            "Akka.Dispatch.BoundedMailbox" or "Akka.Dispatch.BoundedDequeBasedMailbox" => Bounded(id, config),
            _ => throw new ConfigurationException($"The embedded runtime has no mailbox type [{type}], named by [{id}]."),
        };
    }

    public int StashCapacity(Props props) =>
        props.StashCapacity >= 0 ? props.StashCapacity
        : props.Mailbox is { } id ? settings.Config.GetInt(id + ".stash-capacity", -1)
        : -1;

    private static BoundedQueue Bounded(string id, Config config)
    {
        var capacity = config.GetInt("mailbox-capacity");
        var pushTimeout = config.GetTimeSpan("mailbox-push-timeout-time", TimeSpan.FromSeconds(10));
        return capacity > 0
            ? new BoundedQueue(capacity, pushTimeout < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : pushTimeout)
            : throw new ConfigurationException($"The capacity of mailbox [{id}] must be positive, not {capacity}.");
    }
}
