using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>info</c>: elements with the labels of info series that have the same <c>instance</c> and <c>job</c>, of each info metric the newest (promql/info.go
/// of Prometheus 3.14). The second argument names the info metrics, <c>target_info</c> by default, and the labels to take; an element without an info
/// series stays as it is if what is asked of the labels allows that they are missing, and else is gone. Every combination of info series has a slot.
/// </summary>
internal sealed class InfoPlan : VectorPlan
{
    /// <summary>Many info series with one instance and job, of many metrics, would multiply without end.</summary>
    private const int Most = 1 << 20;

    private static readonly string[] Identity = ["instance", "job"];

    private readonly VectorPlan operand;
    private readonly Choice[] choices;
    private readonly InfoSeries source;
    private readonly SameLabels sameLabels;
    private bool isTooMany;

    private InfoPlan(VectorPlan operand, InfoSeries source, Choice[] choices, Slot[] slots)
        : base(slots)
    {
        this.operand = operand;
        this.source = source;
        this.choices = choices;
        sameLabels = new SameLabels(slots);
    }

    /// <summary>What an element can be joined with.</summary>
    /// <param name="First">Its first slot.</param>
    /// <param name="Candidates">The series of each info metric; one metric after the other in the number of the slot, 0 for none.</param>
    /// <param name="Conflicts">The slots, counted from the first, where two metrics differ in a label.</param>
    private sealed record Choice(int First, int[][] Candidates, HashSet<int> Conflicts);

    public static InfoPlan Of(VectorPlan operand, InfoSeries source)
    {
        var slots = new List<Slot>();
        var choices = new List<Choice>();
        foreach (var element in operand.Slots)
        {
            int[][] candidates = source.IsInfo(element.Labels)
                ? []
                : [.. source.OfMetrics(id => IsSame(element.Labels, source.LabelsOf(id)))];
            var choice = new Choice(slots.Count, candidates, []);
            long count = candidates.Aggregate(1L, (product, series) => Math.Min(Most, product * (series.Length + 1)));
            if (slots.Count + count > Most)
                return new InfoPlan(operand, source, [], []) { isTooMany = true };
            for (int number = 0; number < count; number++)
                slots.Add(Joined(element, choice, number, source));
            choices.Add(choice);
        }

        return new InfoPlan(operand, source, [.. choices], [.. slots]);
    }

    protected override bool TryFill(Execution execution)
    {
        if (isTooMany)
            return execution.Fail(PromQLMessages.TooManyPairs);
        if (!operand.TryEvaluate(execution))
            return false;
        Array.Clear(Present);
        for (int i = 0; i < choices.Length; i++)
        {
            if (!operand.Present[i])
                continue;
            if (!TryChoose(choices[i], execution, out int number))
                return false;
            if (choices[i].Conflicts.Contains(number))
                return execution.Fail(PromQLMessages.InfoConflict);
            if (number == 0 && !source.MayBeMissing && !source.IsInfo(operand.Labels[i]))
                continue;
            int slot = choices[i].First + number;
            Present[slot] = true;
            Values[slot] = operand.Values[i];
            if (operand.HistogramAt(i) is { } histogram)
                Put(slot, histogram);
        }

        return sameLabels.TryPass(Present, execution);
    }

    private bool TryChoose(Choice choice, Execution execution, out int number)
    {
        number = 0;
        int weight = 1;
        foreach (int[] series in choice.Candidates)
        {
            int best = -1;
            long newest = long.MinValue;
            for (int i = 0; i < series.Length; i++)
            {
                if (!source.TryTime(series[i], execution, out long time, out bool isHistogram))
                    continue;
                if (isHistogram)
                    return execution.Fail(PromQLMessages.InfoOfHistogram);
                if (time == newest)
                    return execution.Fail(PromQLMessages.InfoTwice(source.LabelsOf(series[i]).Name));
                if (time > newest)
                    (best, newest) = (i, time);
            }

            number += weight * (best + 1);
            weight *= series.Length + 1;
        }

        return true;
    }

    /// <summary>Labels that the element has stay as they are.</summary>
    private static Slot Joined(Slot element, Choice choice, int number, InfoSeries source)
    {
        var labels = element.Labels;
        int rest = number;
        foreach (int[] series in choice.Candidates)
        {
            int chosen = (rest % (series.Length + 1)) - 1;
            rest /= series.Length + 1;
            if (chosen < 0)
                continue;
            foreach (var label in source.Taken(series[chosen]).Where(label => element.Labels[label.Name].Length == 0))
            {
                if (labels[label.Name].Length > 0 && labels[label.Name] != label.Value)
                    choice.Conflicts.Add(number);
                labels = labels.With(label.Name, label.Value);
            }
        }

        return element with { Labels = labels };
    }

    private static bool IsSame(Labels element, Labels info) =>
        Array.Exists(Identity, name => element[name].Length > 0) && Array.TrueForAll(Identity, name => element[name] == info[name]);
}
