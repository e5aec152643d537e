namespace DicomActors.Connections;

/// <summary>What a <see cref="ConnectionFactory"/> may be told.</summary>
public interface IConnectionFactoryCommand;
