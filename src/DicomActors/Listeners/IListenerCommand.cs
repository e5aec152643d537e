namespace DicomActors.Listeners;

/// <summary>What a <see cref="ListenerActor"/> may be told.</summary>
public interface IListenerCommand;
