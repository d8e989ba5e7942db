using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Coalmine.Live.Operating.Telemetry;

/// <summary>
/// Keeps what the instruments of one meter measure and writes it in Prometheus' text format (version 0.0.4): a counter's name gets <c>_total</c>, everything
/// else is a gauge. It must be made before the meter's instruments measure anything.
/// </summary>
public sealed class MetricsText : IDisposable
{
    /// <summary>The content type of the format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);

    /// <summary>Listens to a meter.</summary>
    /// <param name="meter">The meter.</param>
    public MetricsText(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything as of now, families and series in the order of their names.</summary>
    public string Write()
    {
        lock (_gate)
            foreach (Family family in _families.Values.Where(family => !family.IsCounter))
                family.Series.Clear();
        _listener.RecordObservableInstruments();
        StringBuilder text = new();
        lock (_gate)
        {
            foreach ((string name, Family family) in _families)
            {
                text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(family.About, isQuoted: false)).Append('\n');
                text.Append("# TYPE ").Append(name).Append(family.IsCounter ? " counter\n" : " gauge\n");
                foreach ((string labels, double value) in family.Series)
                    text.Append(name).Append(labels).Append(' ').Append(Number(value)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        bool isCounter = instrument is Counter<long> or Counter<double>;
        string name = isCounter ? instrument.Name + "_total" : instrument.Name;
        string labels = Labels(tags);
        lock (_gate)
        {
            if (!_families.TryGetValue(name, out Family? family))
                _families[name] = family = new Family(instrument.Description ?? "", isCounter);
            family.Series[labels] = isCounter ? family.Series.GetValueOrDefault(labels) + value : value;
        }
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        string[] pairs = new string[tags.Length];
        for (int i = 0; i < tags.Length; i++)
            pairs[i] = $"{tags[i].Key}=\"{Escaped(Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "", isQuoted: true)}\"";
        Array.Sort(pairs, StringComparer.Ordinal);
        return $"{{{string.Join(',', pairs)}}}";
    }

    private static string Escaped(string text, bool isQuoted)
    {
        string escaped = text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        return isQuoted ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private sealed record Family(string About, bool IsCounter)
    {
        public SortedDictionary<string, double> Series { get; } = new(StringComparer.Ordinal);
    }
}
