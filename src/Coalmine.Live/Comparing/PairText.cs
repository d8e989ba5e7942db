using System.Globalization;
using System.Text;
using Coalmine.PromQL.Series;

namespace Coalmine.Live.Comparing;

/// <summary>Counts in Prometheus's text format 0.0.4. Every series is there from the beginning, so that a first event is no birth.</summary>
/// <param name="series">Names and labels of the pairs.</param>
internal sealed class PairText(PairSeries series)
{
    /// <summary>The text's content type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Pairs; labelled ones only where labels are expected, since without them there is no such evidence.</summary>
    public PairText Pairs(in PairCounts counts, bool withLabels)
    {
        Family(series.Pairs.Name, "Mirrored requests that both arms answered, by whether the answers agree.",
            (With(series.Pairs, ("agree", "true")), counts.Agreeing), (With(series.Pairs, ("agree", "false")), counts.Disagreeing));
        if (withLabels)
        {
            Family(series.Labelled.Name, "Mirrored requests that both arms answered and whose label came, by who was right.",
                (Cell("right", "right"), counts.BothRight), (Cell("right", "wrong"), counts.CanaryOnlyWrong),
                (Cell("wrong", "right"), counts.BaselineOnlyWrong), (Cell("wrong", "wrong"), counts.BothWrong));
        }

        Own("unmatched_total", "counter", "Answers and labels whose counterpart never came in time.", "what",
            ("baseline", counts.UnmatchedBaseline), ("canary", counts.UnmatchedCanary), ("label", counts.UnmatchedLabels));
        Own("dropped_total", "counter", "Requests forgotten for want of room.", "state",
            ("waiting", counts.DroppedWaiting), ("unlabelled", counts.DroppedUnlabelled), ("finished", counts.DroppedFinished));
        return Own("repeated_total", "counter", "Answers and labels that had been there before.", "", ("", counts.Repeated));
    }

    /// <summary>A family of the comparator's own.</summary>
    /// <param name="name">Its name, without the prefix.</param>
    /// <param name="type">Its type.</param>
    /// <param name="about">What it counts.</param>
    /// <param name="label">The label that tells its series apart; empty for one series.</param>
    /// <param name="values">The label's values with the counts.</param>
    public PairText Own(string name, string type, string about, string label, params IEnumerable<(string Value, long Count)> values)
    {
        string full = "coalmine_comparator_" + name;
        Head(full, about, type);
        foreach ((string value, long count) in values)
            _text.Append(CultureInfo.InvariantCulture, $"{full}{(label.Length > 0 ? $"{{{label}=\"{value}\"}}" : "")} {count}\n");
        return this;
    }

    /// <summary>The text so far.</summary>
    public override string ToString() => _text.ToString();

    private string Cell(string baseline, string canary) => With(series.Labelled, ("baseline", baseline), ("canary", canary));

    private void Family(string name, string about, params ReadOnlySpan<(string Labels, long Count)> series)
    {
        Head(name, about, "counter");
        foreach ((string labels, long count) in series)
            _text.Append(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {count}\n");
    }

    private void Head(string name, string about, string type) => _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {about}\n# TYPE {name} {type}\n");

    private static string With(Labels labels, params ReadOnlySpan<(string Name, string Value)> more)
    {
        List<string> all = [];
        foreach ((string name, string value) in labels.AsSpan())
            if (name != Labels.MetricName)
                all.Add($"{name}=\"{Escaped(value)}\"");
        foreach ((string name, string value) in more)
            all.Add($"{name}=\"{value}\"");
        return string.Join(',', all);
    }

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
