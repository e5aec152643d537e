using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Tests.Clients;

namespace DicomActors.Tests.Handlers;

public sealed class HandlerPolicyTests
{
    private readonly HandlerRegistry _system = new();
    private readonly HandlerRegistry _own = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NoHandlerComesOrGoes_PolicyAskedForAgain_IsTheSame(bool hasOwn)
    {
        using var registered = _system.Register(DimseCommand.CStoreRequest, new TestStoreHandler());
        var settings = new AcceptorSettings { Handlers = hasOwn ? _own : null };

        Assert.Same(settings.PolicyFor(_system), settings.PolicyFor(_system));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PolicyWasMade_HandlerComesAndGoes_ItsSopClassComesAndGoes(bool isOwn)
    {
        var settings = new AcceptorSettings { Handlers = _own };
        Assert.Empty(settings.PolicyFor(_system).SopClasses);

        var registered = (isOwn ? _own : _system).Register(DimseCommand.CStoreRequest, SopClasses.CtImageStorage, new TestStoreHandler());

        Assert.Equal([SopClasses.CtImageStorage], settings.PolicyFor(_system).SopClasses.Keys);
        registered.Dispose();
        Assert.Empty(settings.PolicyFor(_system).SopClasses);
    }

    [Fact]
    public void TwoSettingsOfOneRegistry_UnknownStorageInOne_EachHasItsOwnPolicy()
    {
        using var registered = _system.Register(DimseCommand.CStoreRequest, new TestStoreHandler());
        var open = new AcceptorSettings();
        var strict = open with { AcceptsUnknownStorage = false };

        Assert.NotEqual(open.PolicyFor(_system).UnknownSopClasses, strict.PolicyFor(_system).UnknownSopClasses);
        Assert.NotEqual(strict.PolicyFor(_system).UnknownSopClasses, open.PolicyFor(_system).UnknownSopClasses);
    }
}
