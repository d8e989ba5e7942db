using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Judges.Kayenta;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>The points of one metric on one arm, in order of time. A step without an answer leaves no point, as in a series that Prometheus returns.</summary>
internal sealed class KayentaSeries
{
    private readonly List<Moment> _times = [];
    private readonly List<double> _values = [];

    /// <summary>Adds a step's answer.</summary>
    public void Add(Moment at, QueryAnswer answer)
    {
        if (answer.Kind != QueryAnswerKind.Value)
            return;
        _times.Add(at);
        _values.Add(answer.Value);
    }

    /// <summary>
    /// The points of a window, its begin excluded and its end included. A series without any is padded with NaN to a point a step, as Kayenta does; gaps within
    /// one are not.
    /// </summary>
    public double[] In(KayentaWindow window, Moment origin, TimeSpan step)
    {
        Moment from = origin + window.From, to = origin + window.To;
        int first = _times.FindIndex(time => time > from);
        int count = first < 0 ? 0 : _times.FindLastIndex(time => time <= to) - first + 1;
        if (count > 0)
            return [.. _values.GetRange(first, count)];
        double[] padded = new double[(int)Math.Max(0, window.Length.Ticks / step.Ticks)];
        Array.Fill(padded, double.NaN);
        return padded;
    }

    /// <summary>Forgets all points and keeps the memory.</summary>
    public void Clear()
    {
        _times.Clear();
        _values.Clear();
    }

    /// <summary>A series of its own with the same content.</summary>
    public KayentaSeries Copy()
    {
        KayentaSeries copy = new();
        copy._times.AddRange(_times);
        copy._values.AddRange(_values);
        return copy;
    }
}
