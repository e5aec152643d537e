using System.Diagnostics.CodeAnalysis;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// Our requests that are being sent or await responses, by message id. An id whose request timed out stays
/// reserved until the late response comes, so that the response is never taken for that of another request.
/// </summary>
internal sealed class RequestLedger
{
    // With as many outstanding (DicomServiceOptions.MaximumOutstandingRequests) there is still an id left.
    private const int MaximumAbandoned = 32_767;
    private readonly Dictionary<ushort, OutboundRequest> _outstanding = [];
    private HashSet<ushort>? _abandoned;
    private ushort _lastId;

    public int Count => _outstanding.Count;

    public Dictionary<ushort, OutboundRequest>.ValueCollection Outstanding => _outstanding.Values;

    /// <summary>Gives the request an id that is not 0 and not in use (PS3.7 9.3: unique among outstanding ones).</summary>
    public void Add(OutboundRequest request)
    {
        do
        {
            _lastId++;
        }
        while (_lastId == 0 || _outstanding.ContainsKey(_lastId) || _abandoned?.Contains(_lastId) == true);

        request.MessageId = _lastId;
        _outstanding.Add(_lastId, request);
    }

    public bool TryFind(ushort messageId, [NotNullWhen(true)] out OutboundRequest? request) =>
        _outstanding.TryGetValue(messageId, out request);

    public void Remove(OutboundRequest request) => _outstanding.Remove(request.MessageId);

    /// <summary>Gives up waiting, but keeps the id reserved.</summary>
    public void Abandon(OutboundRequest request)
    {
        _outstanding.Remove(request.MessageId);
        _abandoned ??= [];
        if (_abandoned.Count < MaximumAbandoned)
        {
            _abandoned.Add(request.MessageId);
        }
    }

    /// <summary>Whether the id is that of an abandoned request; a final response frees it.</summary>
    public bool IsAbandoned(ushort messageId, bool isFinal) =>
        _abandoned is not null && (isFinal ? _abandoned.Remove(messageId) : _abandoned.Contains(messageId));

    public List<OutboundRequest> TakeAll()
    {
        var all = _outstanding.Values.ToList();
        _outstanding.Clear();
        return all;
    }
}
