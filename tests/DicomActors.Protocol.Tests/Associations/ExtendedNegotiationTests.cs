using DicomActors.Protocol.Associations;

namespace DicomActors.Protocol.Tests.Associations;

public sealed class ExtendedNegotiationTests
{
    [Fact]
    public void Find_Encoded_IsFiveBytesInTheOrderOfTheStandard()
    {
        Assert.Equal([1, 0, 1, 0, 1], new FindExtendedNegotiation(RelationalQueries: true, FuzzySemanticMatching: true, EnhancedMultiFrameConversion: true).Encode());
        Assert.Equal([0, 1, 0, 1, 0], new FindExtendedNegotiation(DateTimeMatching: true, TimezoneQueryAdjustment: true).Encode());
        Assert.Equal([1], new FindExtendedNegotiation(RelationalQueries: true, DateTimeMatching: true).Encode(1));
    }

    [Fact]
    public void Find_ShortLongOrOddBytes_AreReadAsTheStandardSays()
    {
        Assert.Equal(new FindExtendedNegotiation(), FindExtendedNegotiation.Parse([]));
        Assert.Equal(new FindExtendedNegotiation(RelationalQueries: true), FindExtendedNegotiation.Parse([1]));
        Assert.Equal(new FindExtendedNegotiation(EnhancedMultiFrameConversion: true), FindExtendedNegotiation.Parse([0, 2, 0, 9, 1, 1, 1]));
    }

    [Fact]
    public void Retrieve_EncodedAndRead_AgreesOnWhatBothWant()
    {
        var both = new RetrieveExtendedNegotiation(RelationalRetrieval: true, EnhancedMultiFrameConversion: true);
        Assert.Equal([1, 1], both.Encode());
        Assert.Equal([1], both.Encode(1));
        Assert.Equal(new RetrieveExtendedNegotiation(RelationalRetrieval: true), both.And(RetrieveExtendedNegotiation.Parse([1])));
    }

    [Fact]
    public void Storage_EncodedAndRead_IsSixBytes()
    {
        var negotiation = new StorageExtendedNegotiation(StorageSupportLevel.Full, 3, ElementCoercion.Possible);
        Assert.Equal([2, 0, 3, 0, 1, 0], negotiation.Encode());
        Assert.Equal(negotiation, StorageExtendedNegotiation.Parse(negotiation.Encode()));
        Assert.Equal(new StorageExtendedNegotiation(StorageSupportLevel.Base, 0, ElementCoercion.None), StorageExtendedNegotiation.Parse([1]));
    }
}
