namespace Akka.Dispatch;

internal sealed class Mailboxes(Settings settings)
{
    private const string DefaultMailboxId = "akka.actor.default-mailbox";

    public MessageQueue Create(Props props)
    {
        if (props.Mailbox is not { } id)
            return new UnboundedQueue();
        if (!settings.Config.HasPath(id))
            throw new ConfigurationException($"Mailbox Type [{id}] not configured");
        var config = settings.Config.GetConfig(id).WithFallback(settings.Config.GetConfig(DefaultMailboxId));
        return config.GetString("mailbox-type").Split(',')[0].Trim() switch
        {
            "Akka.Dispatch.UnboundedMailbox" or "Akka.Dispatch.UnboundedDequeBasedMailbox" => new UnboundedQueue(),
            "Akka.Dispatch.BoundedMailbox" or "Akka.Dispatch.BoundedDequeBasedMailbox" =>
                new BoundedQueue(config.GetInt("mailbox-capacity"), config.GetTimeSpan("mailbox-push-timeout-time")),
            var type => throw new ConfigurationException($"The embedded runtime has no mailbox type [{type}], named by [{id}]."),
        };
    }

    public int StashCapacity(Props props) => 
        settings.Config.GetInt((props.Mailbox ?? DefaultMailboxId) + ".stash-capacity", -1);
}
