namespace DicomActors.Listeners;

/// <summary>What a place in the <see cref="AdmissionLedger"/> is taken for.</summary>
internal enum AdmissionState
{
    /// <summary>The peer has not asked for an association.</summary>
    Unassociated,

    /// <summary>The peer has, and is within the limits.</summary>
    Associated,

    /// <summary>The peer is only to be told that it is rejected.</summary>
    Rejecting,

    /// <summary>Given back.</summary>
    Left,
}
