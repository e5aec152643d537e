namespace DicomActors.Tests.Requests;

internal static class AsyncSequences
{
    /// <summary>All elements. Not called ToListAsync: the packages beneath Akka's TestKit have one, too, and the two are ambiguous.</summary>
    public static async Task<List<T>> CollectAsync<T>(this IAsyncEnumerable<T> sequence)
    {
        var all = new List<T>();
        await foreach (var element in sequence)
        {
            all.Add(element);
        }

        return all;
    }
}
