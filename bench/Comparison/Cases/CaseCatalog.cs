namespace Comparison.Cases;

/// <summary>All cases, in the order in which they run and are printed.</summary>
internal static class CaseCatalog
{
    public static IReadOnlyList<ComparisonCase> All(BenchSetting setting) =>
    [
        SendCase.Create(setting),
        ReceiveCase.Create(setting),
        StreamCase.Create(setting),
        DurableCase.Create(setting),
        SmallCase.Create(setting),
        SmallWindowCase.Create(setting),
        EchoCase.Create(setting),
        ActorCase.CreateEcho(),
        ActorCase.CreateStore(setting),
        AssociateCase.Create(setting),
        IdleCase.Create(),
        BusyCase.CreateStore(setting),
        BusyCase.CreateEcho(),
        MillionCase.Create(setting),
        AllocationCase.Create(setting),
    ];
}
