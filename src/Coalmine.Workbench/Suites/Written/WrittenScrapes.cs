using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>
/// Sees to it that written counters are what a scrape gives: all of a pod's at once, or none. A counter that alone had no value would count nothing while
/// requests go on, and errors that are not counted promote.
/// </summary>
internal static class WrittenScrapes
{
    /// <summary>Whether a value of a series is a sample; else the scrape was missed.</summary>
    public static bool IsSample(QueryAnswer value) => value.Kind == QueryAnswerKind.Value && !double.IsNaN(value.Value);

    /// <summary>Says of every series that is shorter than another, or has a gap where another of its arm has none, what is wrong with it.</summary>
    /// <param name="series">The series.</param>
    /// <param name="counters">What each of them counts.</param>
    /// <param name="said">Takes what is wrong.</param>
    public static void RefuseUneven(ImmutableArray<NamedSeries> series, ImmutableArray<WrittenCounter> counters, DiagnosticList said)
    {
        NamedSeries? longest = series.MaxBy(each => each.Values.Length);
        for (int i = 0; i < series.Length; i++)
            if (series[i].Values.Length < longest!.Values.Length)
                said.Add(series[i].Position, SuiteMessages.UnevenSeries(series[i].Name, string.Create(
                    CultureInfo.InvariantCulture, $"has {series[i].Values.Length} of the {longest.Values.Length} values that {longest.Name} has")));
            else if (Gap(i, series, counters) is var (at, other))
                said.Add(series[i].Position, SuiteMessages.UnevenSeries(series[i].Name, string.Create(
                    CultureInfo.InvariantCulture, $"has no value number {at + 1}, and {other.Name} has one")));
    }

    private static (int At, NamedSeries Other)? Gap(int own, ImmutableArray<NamedSeries> series, ImmutableArray<WrittenCounter> counters)
    {
        for (int at = 0; at < series[own].Values.Length; at++)
            if (!IsSample(series[own].Values[at]))
                for (int i = 0; i < series.Length; i++)
                    if (counters[i].Arm == counters[own].Arm && at < series[i].Values.Length && IsSample(series[i].Values[at]))
                        return (at, series[i]);
        return null;
    }
}
