using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>Finding actors by path.</summary>
public sealed class SelectionTests : TestKit
{
    [Fact]
    public void Selection_ByAbsolutePath_Delivers()
    {
        Sys.ActorOf(Props.Create(() => new Echo()), "target");
        Sys.ActorSelection("/user/target").Tell("hello", TestActor);
        ExpectMsg("hello");
    }

    [Fact]
    public void Selection_ByAddress_Delivers()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()), "target");
        Sys.ActorSelection(target.Path.ToString()).Tell("hello", TestActor);
        ExpectMsg("hello");
        Sys.ActorSelection(target.Path).Tell("again", TestActor);
        ExpectMsg("again");
    }

    [Fact]
    public void Selection_WithWildcard_DeliversToAll()
    {
        Sys.ActorOf(Props.Create(() => new Echo()), "group-a");
        Sys.ActorOf(Props.Create(() => new Echo()), "group-b");
        Sys.ActorOf(Props.Create(() => new Echo()), "other");
        Sys.ActorSelection("/user/group-*").Tell("hello", TestActor);
        ExpectMsg("hello");
        ExpectMsg("hello");
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task ResolveOne_FindsTheActor()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()), "target");
        Assert.Equal(target, await Sys.ActorSelection("/user/target").ResolveOne(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task ResolveOne_WithoutActor_Throws() =>
        await Assert.ThrowsAsync<ActorNotFoundException>(
            () => Sys.ActorSelection("/user/nobody").ResolveOne(TimeSpan.FromSeconds(1)));

    [Fact]
    public void Identify_IsAnsweredByEveryActor()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        target.Tell(new Identify(7));
        var identity = ExpectMsg<ActorIdentity>();
        Assert.Equal(7, identity.MessageId);
        Assert.Equal(target, identity.Subject);
    }

    [Fact]
    public void Identify_OfNobody_IsAnsweredWithoutSubject()
    {
        Sys.ActorSelection("/user/nobody").Tell(new Identify("id"), TestActor);
        var identity = ExpectMsg<ActorIdentity>();
        Assert.Equal("id", identity.MessageId);
        Assert.Null(identity.Subject);
    }

    [Fact]
    public void Path_TellsPlaceAndSystem()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()), "target");
        Assert.Equal($"akka://{Sys.Name}/user/target", target.Path.ToString());
        Assert.Equal("/user/target", target.Path.ToStringWithoutAddress());
        Assert.Equal(["user", "target"], target.Path.Elements);
        Assert.Equal("user", target.Path.Parent.Name);
    }

    [Fact]
    public void Child_IsFoundByName_OrIsNobody()
    {
        var parent = Sys.ActorOf(Props.Create(() => new ChildFinder()));
        parent.Tell("known");
        Assert.Equal("known", ExpectMsg<IActorRef>().Path.Name);
        parent.Tell("unknown");
        Assert.True(ExpectMsg<IActorRef>().IsNobody());
    }

    private sealed class ChildFinder : ReceiveActor
    {
        public ChildFinder()
        {
            Context.ActorOf(Props.Create(() => new Echo()), "known");
            Receive<string>(name => Sender.Tell(Context.Child(name)));
        }
    }
}
