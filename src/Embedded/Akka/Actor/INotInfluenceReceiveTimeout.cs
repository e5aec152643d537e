namespace Akka.Actor;

/// <summary>Does not restart the receive timeout.</summary>
public interface INotInfluenceReceiveTimeout;
