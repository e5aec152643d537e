namespace DicomActors.Clients;

/// <summary>Marks what the <see cref="PeerRegistry"/> takes.</summary>
public interface IPeerRegistryCommand;
