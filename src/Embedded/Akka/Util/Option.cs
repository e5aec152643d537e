namespace Akka.Util;

public readonly struct Option<T>
{
    public static readonly Option<T> None;

    public bool HasValue { get; private init; }
    public T Value { get; private init; }

    public static implicit operator Option<T>(T value) => Create(value);
    public static Option<T> Create(T value) => value is null ? None : new Option<T> { HasValue = true, Value = value };
    public T GetOrElse(T fallbackValue) => HasValue ? Value : fallbackValue;
}
