namespace Akka.TestKit;

/// <summary>Ends the muting of log events.</summary>
public interface IUnmutableFilter : IDisposable
{
    void Unmute();
}
