namespace DicomActors.Outbox;

/// <summary>Marks what an <see cref="OutboxActor"/> takes.</summary>
public interface IOutboxCommand;
