namespace DicomActors.Protocol.Engine;

/// <summary>A call to make to the service user or a request listener: a static function and what it needs, so that posting allocates nothing.</summary>
internal readonly record struct Callback(Action<Callback> Function, object Target, object? First = null, object? Second = null, long Number = 0)
{
    public void Invoke() => Function(this);
}
