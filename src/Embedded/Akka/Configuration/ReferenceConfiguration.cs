namespace Akka.Configuration;

internal static class ReferenceConfiguration
{
    public const string DefaultScheduler = "Akka.Actor.HashedWheelTimerScheduler";

    public const string Hocon = """
        akka {
          loggers = ["Akka.Event.DefaultLogger"]
          loglevel = "INFO"
          log-config-on-start = off
          log-dead-letters = 10
          extensions = []
          scheduler.implementation = "Akka.Actor.HashedWheelTimerScheduler"
          actor {
            ask-timeout = infinite
            guardian-supervisor-strategy = "Akka.Actor.DefaultSupervisorStrategy"
            debug.unhandled = off
            default-dispatcher { type = "Dispatcher", throughput = 30 }
            internal-dispatcher { type = "Dispatcher", throughput = 5 }
            default-blocking-io-dispatcher { type = "Dispatcher", throughput = 1 }
            synchronized-dispatcher { type = "SynchronizedDispatcher", throughput = 10 }
            default-mailbox {
              mailbox-type = "Akka.Dispatch.UnboundedMailbox"
              mailbox-capacity = 1000
              mailbox-push-timeout-time = 10s
              stash-capacity = -1
            }
          }
          coordinated-shutdown {
            default-phase-timeout = 5 s
            terminate-actor-system = on
            run-by-actor-system-terminate = on
            phases {
              before-service-unbind { }
              service-unbind { depends-on = [before-service-unbind] }
              service-requests-done { depends-on = [service-unbind] }
              service-stop { depends-on = [service-requests-done] }
              before-cluster-shutdown { depends-on = [service-stop] }
              cluster-sharding-shutdown-region { timeout = 10 s, depends-on = [before-cluster-shutdown] }
              cluster-leave { depends-on = [cluster-sharding-shutdown-region] }
              cluster-exiting { timeout = 10 s, depends-on = [cluster-leave] }
              cluster-exiting-done { depends-on = [cluster-exiting] }
              cluster-shutdown { depends-on = [cluster-exiting-done] }
              before-actor-system-terminate { depends-on = [cluster-shutdown] }
              actor-system-terminate { timeout = 10 s, depends-on = [before-actor-system-terminate] }
            }
          }
        }
        """;
}
