namespace Akka.Actor;

public abstract class Status
{
    private Status() { }

    public sealed class Failure(Exception cause, object? state) : Status
    {
        public readonly Exception Cause = cause;
        public readonly object State = state!;

        public Failure(Exception cause)
            : this(cause, null) { }

        public override string ToString() => State is null ? $"Failure: {Cause}" : $"Failure[{State}]: {Cause}";
    }
}
