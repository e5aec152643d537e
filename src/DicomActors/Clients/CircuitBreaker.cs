namespace DicomActors.Clients;

/// <summary>
/// A peer that fails again and again is left alone for a while, then tried with one association. Immutable: each method
/// returns the circuit afterwards. A failure is an association that did not come about or broke; an answer of the peer that is a
/// failure status is not.
/// </summary>
/// <param name="State">Whether the peer is worth trying.</param>
/// <param name="Failures">Failures in a row.</param>
/// <param name="OpenUntil">While <see cref="CircuitState.Open"/>: when it is tried again, on the clock of the caller.</param>
internal readonly record struct CircuitBreaker(CircuitState State, int Failures, TimeSpan OpenUntil)
{
    /// <summary>Whether an association may be opened now.</summary>
    /// <param name="now">The caller's clock.</param>
    /// <param name="opening">Associations being opened already.</param>
    public bool MayTry(TimeSpan now, int opening) => State switch
    {
        CircuitState.Closed => true,
        CircuitState.Open => now >= OpenUntil,
        _ => opening == 0,
    };

    /// <summary>An association is being tried: an open circuit whose time has come is half-open from now on.</summary>
    public CircuitBreaker Tried(TimeSpan now) =>
        State == CircuitState.Open && now >= OpenUntil ? this with { State = CircuitState.HalfOpen } : this;

    /// <summary>A circuit nothing is held against: also what follows any work the peer does.</summary>
    public static CircuitBreaker Closed => default;

    /// <summary>An association failed.</summary>
    /// <param name="now">The caller's clock.</param>
    /// <param name="threshold">Failures in a row that open the circuit, 1 or more.</param>
    /// <param name="openFor">How long it then stays open.</param>
    public CircuitBreaker Failed(TimeSpan now, int threshold, TimeSpan openFor)
    {
        var failures = Failures + 1;
        return State == CircuitState.HalfOpen || failures >= threshold
            ? new CircuitBreaker(CircuitState.Open, failures, now + openFor)
            : this with { Failures = failures };
    }
}
