namespace DicomActors.Clients;

/// <summary>Marks what a <see cref="DicomClientActor"/> takes.</summary>
public interface IClientCommand;
