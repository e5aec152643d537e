namespace DicomActors.Protocol.Dimse;

/// <summary>What a status code means for the request, PS3.7 Annex C.</summary>
public enum DimseStatusCategory
{
    /// <summary>Done.</summary>
    Success,

    /// <summary>Done, with a reservation.</summary>
    Warning,

    /// <summary>Not done.</summary>
    Failure,

    /// <summary>Ended by a C-CANCEL.</summary>
    Cancel,

    /// <summary>More responses follow.</summary>
    Pending,
}
