using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>The series that a call of <c>info</c> takes labels from, and which labels.</summary>
internal sealed class InfoSeries
{
    private static readonly string[] NeverTaken = [Labels.MetricName, "instance", "job"];

    private readonly SeriesStore store;
    private readonly TimeShift shift;
    private readonly PromQLOptions options;
    private readonly List<LabelMatcher> ofNames;
    private readonly List<LabelMatcher> ofLabels;

    public InfoSeries(SeriesStore store, Expression.Selector? asked, TimeShift shift, PromQLOptions options)
    {
        this.store = store;
        this.shift = shift;
        this.options = options;
        var matchers = asked?.Matchers ?? [];
        ofNames = [.. matchers.Where(matcher => matcher.Name == Labels.MetricName)];
        ofLabels = [.. matchers.Where(matcher => matcher.Name != Labels.MetricName)];
        bool namesOne = ofNames.Exists(matcher => matcher.Comparison is MatchOperator.Equal or MatchOperator.Regex);
        if (ofNames.Count == 0)
            ofNames.Add(Of(MatchOperator.Equal, "target_info", options));
        else if (!namesOne)
            ofNames.Add(Of(MatchOperator.Regex, ".+_info", options));
        Series = [.. Enumerable.Range(0, store.Count).Where(id => IsInfo(LabelsOf(id)) && ofLabels.TrueForAll(one => one.Matches(LabelsOf(id)[one.Name])))];
    }

    /// <summary>Their ids.</summary>
    public int[] Series { get; }

    /// <summary>Whether what is asked of the labels allows that they are missing.</summary>
    public bool MayBeMissing => ofLabels.TrueForAll(matcher => matcher.Matches(""));

    /// <summary>The labels of a series.</summary>
    public Labels LabelsOf(int id) => store.LabelsOf(id);

    /// <summary>Whether a series is one of the info metrics itself.</summary>
    public bool IsInfo(Labels labels) => ofNames.TrueForAll(matcher => matcher.Matches(labels.Name));

    /// <summary>The labels that are taken from a series: those that were asked for, or all.</summary>
    public IEnumerable<Label> Taken(int id) =>
        LabelsOf(id).AsSpan().ToArray().Where(label => !NeverTaken.Contains(label.Name) && IsAsked(label.Name));

    /// <summary>Some of them, those of each metric together.</summary>
    public IEnumerable<int[]> OfMetrics(Func<int, bool> chosen) => Series.Where(chosen).GroupBy(id => LabelsOf(id).Name).Select(group => group.ToArray());

    /// <summary>When a series was last seen, within the lookback and not ended.</summary>
    public bool TryTime(int id, Execution execution, out long time, out bool isHistogram)
    {
        long moment = execution.Resolve(shift);
        bool found = store.TryNewest(id, moment, out var sample) && moment - sample.Timestamp < options.LookbackMilliseconds
            && moment - sample.Timestamp < sample.StaleAfter;
        time = sample.Timestamp;
        isHistogram = found && store.HistogramIn(sample.Value) is not null;
        return found;
    }

    private bool IsAsked(string label) => ofLabels.Count == 0 || ofLabels.Exists(one => one.Name == label);

    private static LabelMatcher Of(MatchOperator comparison, string value, PromQLOptions options) =>
        LabelMatcher.TryCreate(new LabelCondition(Labels.MetricName, comparison, value), options.Mode, out var matcher, out string reason)
            ? matcher
            : throw new InvalidOperationException(reason);
}
