using DicomActors.Dashboard.Api;

namespace DicomActors.Dashboard.Recording;

/// <summary>The last ten minutes, one point per second. One thread.</summary>
internal sealed class SecondSeries
{
    public const int Seconds = 600;

    private readonly PlotPoint?[] _points = new PlotPoint?[Seconds];
    private long _last;

    public PlotPoint? Latest => _last == 0 ? null : _points[_last % Seconds];

    public long NextNumber => _last + 1;

    public void Add(PlotPoint point) => _points[++_last % Seconds] = point;

    public PlotSeries After(long number)
    {
        var first = Math.Max(number > _last ? 0 : number, _last - Seconds) + 1;
        var points = new List<PlotPoint>();
        for (var i = first; i <= _last; i++)
        {
            points.Add(_points[i % Seconds]!);
        }

        return new PlotSeries(_last, points);
    }
}
