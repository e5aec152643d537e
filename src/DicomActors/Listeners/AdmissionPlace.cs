using System.Net;
using DicomActors.Protocol.Associations;

namespace DicomActors.Listeners;

/// <summary>The place of one connection in its listener's <see cref="AdmissionLedger"/>. Any thread.</summary>
internal sealed class AdmissionPlace(AdmissionLedger ledger, IPAddress? address, AdmissionState state)
{
    /// <summary>Whose connection it is; null until a proxy has said it. Only the ledger changes this and the following.</summary>
    public IPAddress? Address { get; set; } = address;

    /// <summary>What it is taken for.</summary>
    public AdmissionState State { get; set; } = state;

    /// <summary>Whose association it is; null while there is none.</summary>
    public string? CallingAETitle { get; set; }

    /// <inheritdoc cref="AdmissionLedger.Identify"/>
    public bool Identify(IPAddress address) => ledger.Identify(this, address);

    /// <inheritdoc cref="AdmissionLedger.Associate"/>
    public AssociationRejection? Associate(string callingAETitle) => ledger.Associate(this, callingAETitle);

    /// <inheritdoc cref="AdmissionLedger.Refuse"/>
    public void Refuse() => ledger.Refuse(this);

    /// <inheritdoc cref="AdmissionLedger.CountProbe"/>
    public void CountProbe() => ledger.CountProbe();

    /// <inheritdoc cref="AdmissionLedger.Leave"/>
    public void Leave() => ledger.Leave(this);
}
