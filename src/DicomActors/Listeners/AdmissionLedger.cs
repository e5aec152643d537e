using System.Net;
using DicomActors.Protocol.Associations;

namespace DicomActors.Listeners;

/// <summary>
/// Counts the connections of one listener against its <see cref="AdmissionPolicy"/>. Judging and taking a place are one step under one lock,
/// so that no limit is exceeded for an instant; the lock is a leaf. Any thread.
/// </summary>
internal sealed class AdmissionLedger(AdmissionPolicy initial)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _perAddress = [];
    private readonly Dictionary<string, int> _perTitle = new(StringComparer.Ordinal);
    private AdmissionPolicy _policy = initial;
    private AdmissionCounters _counters;

    /// <summary>A snapshot.</summary>
    public AdmissionCounters Counters
    {
        get
        {
            lock (_gate)
            {
                return _counters;
            }
        }
    }

    /// <summary>Judges by another policy from now on; who has a place keeps it.</summary>
    public void Follow(AdmissionPolicy policy)
    {
        lock (_gate)
        {
            _policy = policy;
        }
    }

    /// <summary>A connection was accepted.</summary>
    /// <param name="address">Where it comes from; null if a proxy is still to say so, by <see cref="Identify"/>.</param>
    /// <returns>Its place, to be given back by <see cref="Leave"/>; null: reset it.</returns>
    public AdmissionPlace? Admit(IPAddress? address)
    {
        lock (_gate)
        {
            _counters = _counters with { Accepted = _counters.Accepted + 1 };
            if (address is not null && IsDenied(address))
            {
                return null;
            }

            if (IsWithinTotals() && (address is null || IsWithinAddress(address)))
            {
                _counters = _counters with { Connections = _counters.Connections + 1, Unassociated = _counters.Unassociated + 1 };
                Count(_perAddress, address, 1);
                return new AdmissionPlace(this, address, AdmissionState.Unassociated);
            }

            return TakeRejecting() ? new AdmissionPlace(this, address, AdmissionState.Rejecting) : null;
        }
    }

    /// <summary>A proxy has said for whom it connected.</summary>
    /// <returns>False: reset the connection.</returns>
    public bool Identify(AdmissionPlace place, IPAddress address)
    {
        lock (_gate)
        {
            if (IsDenied(address))
            {
                return false;
            }

            if (place.State != AdmissionState.Unassociated)
            {
                return true;
            }

            if (IsWithinAddress(address))
            {
                place.Address = address;
                Count(_perAddress, address, 1);
                return true;
            }

            if (!TakeRejecting())
            {
                return false;
            }

            GiveBack(place);
            place.State = AdmissionState.Rejecting;
            return true;
        }
    }

    /// <summary>The peer asks for an association.</summary>
    /// <returns>How to reject it; null if it may have one as far as the listener is concerned.</returns>
    public AssociationRejection? Associate(AdmissionPlace place, string callingAETitle)
    {
        lock (_gate)
        {
            if (place.State != AdmissionState.Unassociated)
            {
                return place.State == AdmissionState.Rejecting ? AssociationRejection.LocalLimitExceeded : null;
            }

            if (_policy.Judge(callingAETitle) is { } denied)
            {
                _counters = _counters with { Refused = _counters.Refused + 1 };
                BecomeRejecting(place);
                return denied;
            }

            if (_perTitle.GetValueOrDefault(callingAETitle) >= _policy.MaximumAssociationsPerCallingAETitle)
            {
                _counters = _counters with { OverPerCallingAETitle = _counters.OverPerCallingAETitle + 1 };
                BecomeRejecting(place);
                return AssociationRejection.LocalLimitExceeded;
            }

            _counters = _counters with { Unassociated = _counters.Unassociated - 1 };
            place.State = AdmissionState.Associated;
            place.CallingAETitle = callingAETitle;
            Count(_perTitle, callingAETitle, 1);
            return null;
        }
    }

    /// <summary>The association was rejected for another reason than <see cref="Associate"/> knows.</summary>
    public void Refuse(AdmissionPlace place)
    {
        lock (_gate)
        {
            if (place.State is AdmissionState.Unassociated or AdmissionState.Associated)
            {
                _counters = _counters with { Refused = _counters.Refused + 1 };
                BecomeRejecting(place);
            }
        }
    }

    /// <summary>The peer left without sending a byte.</summary>
    public void CountProbe()
    {
        lock (_gate)
        {
            _counters = _counters with { Probes = _counters.Probes + 1 };
        }
    }

    /// <summary>The connection is over. Only the first call counts.</summary>
    public void Leave(AdmissionPlace place)
    {
        lock (_gate)
        {
            GiveBack(place);
            place.State = AdmissionState.Left;
        }
    }

    private bool IsDenied(IPAddress address)
    {
        if (_policy.Admits(address))
        {
            return false;
        }

        _counters = _counters with { DeniedNetworks = _counters.DeniedNetworks + 1 };
        return true;
    }

    private bool IsWithinTotals()
    {
        if (_counters.Connections >= _policy.MaximumConnections)
        {
            _counters = _counters with { OverConnections = _counters.OverConnections + 1 };
            return false;
        }

        if (_counters.Unassociated >= _policy.MaximumUnassociated)
        {
            _counters = _counters with { OverUnassociated = _counters.OverUnassociated + 1 };
            return false;
        }

        return true;
    }

    private bool IsWithinAddress(IPAddress address)
    {
        if (_perAddress.GetValueOrDefault(address) < _policy.MaximumConnectionsPerAddress)
        {
            return true;
        }

        _counters = _counters with { OverPerAddress = _counters.OverPerAddress + 1 };
        return false;
    }

    private bool TakeRejecting()
    {
        var isPossible = _counters.Rejecting < _policy.MaximumRejecting;
        _counters = isPossible
            ? _counters with { Rejecting = _counters.Rejecting + 1 }
            : _counters with { Reset = _counters.Reset + 1 };
        return isPossible;
    }

    // It is being told already. With no room among the rejecting it keeps its place until its peer has closed, or close-timeout has passed.
    private void BecomeRejecting(AdmissionPlace place)
    {
        if (_counters.Rejecting < _policy.MaximumRejecting)
        {
            GiveBack(place);
            place.State = AdmissionState.Rejecting;
            _counters = _counters with { Rejecting = _counters.Rejecting + 1 };
        }
    }

    private void GiveBack(AdmissionPlace place)
    {
        switch (place.State)
        {
            case AdmissionState.Rejecting:
                _counters = _counters with { Rejecting = _counters.Rejecting - 1 };
                break;
            case AdmissionState.Unassociated:
                _counters = _counters with { Connections = _counters.Connections - 1, Unassociated = _counters.Unassociated - 1 };
                Count(_perAddress, place.Address, -1);
                break;
            case AdmissionState.Associated:
                _counters = _counters with { Connections = _counters.Connections - 1 };
                Count(_perAddress, place.Address, -1);
                Count(_perTitle, place.CallingAETitle, -1);
                break;
            default:
                break;
        }
    }

    // What nobody holds any more is forgotten: the tables are no longer than there are connections.
    private static void Count<TKey>(Dictionary<TKey, int> table, TKey? key, int change)
        where TKey : class
    {
        if (key is null)
        {
            return;
        }

        var count = table.GetValueOrDefault(key) + change;
        if (count == 0)
        {
            table.Remove(key);
        }
        else
        {
            table[key] = count;
        }
    }
}
