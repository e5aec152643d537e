namespace Akka.Actor;

public interface INotInfluenceReceiveTimeout;
