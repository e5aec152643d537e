using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Tests.Pdus;

public sealed class ItemListTests
{
    [Fact]
    public void Lists_WithEqualItems_AreEqual()
    {
        ItemList<int> first = [1, 2, 3];
        ItemList<int> second = ItemList.From(new List<int> { 1, 2, 3 });
        Assert.True(first.Equals(second));
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.False(first.Equals(second.Add(4)));
        Assert.False(first.Equals((object?)null));
    }

    [Fact]
    public void List_IsACopy_OfWhatItWasMadeFrom()
    {
        int[] source = [1, 2];
        ItemList<int> list = ItemList.Create<int>(source);
        source[0] = 9;
        Assert.Equal([1, 2], list);
    }

    [Fact]
    public void Text_ShowsItems_ButNeverBytes()
    {
        ItemList<int> numbers = [1, 2];
        ItemList<byte> bytes = [1, 2];
        Assert.Equal("[1, 2]", numbers.ToString());
        Assert.Equal("[2 bytes]", bytes.ToString());
    }
}
