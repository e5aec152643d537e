namespace Akka.Dispatch;

internal sealed class ThreadPoolDispatcher(string id, int throughput) : MessageDispatcher(id, throughput);
