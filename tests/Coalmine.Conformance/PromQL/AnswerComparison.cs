using System.Globalization;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Series;

namespace Coalmine.Conformance.PromQL;

/// <summary>Holds an answer against what a script expects.</summary>
internal static class AnswerComparison
{
    /// <summary>Relative to the sum of both, as the upstream runner has it.</summary>
    private const double Epsilon = 1e-6;

    private const double LeastNormal = 2.2250738585072014e-308;

    /// <summary>The first difference; empty when there is none.</summary>
    public static string Difference(ScriptCommand.Eval eval, ScriptAnswer answer)
    {
        var expected = eval.Expected;
        string remarks = Expectation.Difference(expected.Expectations, answer.Failure, answer.Annotations);
        if (remarks.Length > 0)
            return remarks;

        if (expected.Fails)
            return "";
        if (answer.Failure.Length > 0)
            return $"expected an answer, got the failure '{answer.Failure}'";
        if (expected.Text is { } text)
            return answer.Kind == ResultKind.Text && answer.Text == text ? "" : $"expected the text '{text}', got {answer.Kind} '{answer.Text}'";
        if (expected.Scalar is { } scalar)
            return ScalarDifference(scalar, answer);
        if (answer.Kind == ResultKind.Scalar && eval.Moments.IsInstant)
            return "expected a vector, got a scalar";
        string order = expected.IsOrdered ? OrderDifference(expected, answer) : "";
        return order.Length > 0 ? order : SeriesDifference(eval, answer);
    }

    public static bool IsNear(double one, double other)
    {
        if (one.Equals(other) || one == other)
            return true;
        double distance = Math.Abs(one - other);
        if (one == 0 || other == 0 || distance < LeastNormal)
            return distance < Epsilon * LeastNormal;
        return distance / (Math.Abs(one) + Math.Abs(other)) < Epsilon;
    }

    private static string ScalarDifference(double scalar, ScriptAnswer answer)
    {
        if (answer.Kind != ResultKind.Scalar)
            return $"expected the scalar {Text(scalar)}, got {answer.Kind}";
        double got = answer.Of(Labels.Empty)[0].Value;
        return IsNear(got, scalar) ? "" : $"expected {Text(scalar)}, got {Text(got)}";
    }

    private static string OrderDifference(ExpectedAnswer expected, ScriptAnswer answer)
    {
        var wanted = expected.Series.Select(line => line.Labels);
        return wanted.SequenceEqual(answer.Order) ? "" : $"expected the order {string.Join(", ", wanted)}, got {string.Join(", ", answer.Order)}";
    }

    private static string SeriesDifference(ScriptCommand.Eval eval, ScriptAnswer answer)
    {
        var seen = new HashSet<Labels>();
        foreach (var line in eval.Expected.Series)
        {
            seen.Add(line.Labels);
            string wanted = string.Join(' ', Wanted(eval, line));
            var got = answer.Of(line.Labels);
            if (!Agree(Wanted(eval, line), got))
                return $"expected {line.Labels} {wanted}, got {(got.Count == 0 ? "nothing" : string.Join(' ', got.Select(Text)))}{Instead(answer, got.Count)}";
        }

        return answer.Order.Find(labels => !seen.Contains(labels)) is { } surplus
            ? $"expected no {surplus}, got {string.Join(' ', answer.Of(surplus).Select(Text))}"
            : "";
    }

    private static string Instead(ScriptAnswer answer, int got) => got > 0 || answer.Order.Count == 0 ? "" : $" (but {string.Join(", ", answer.Order.Take(5))})";

    private static List<TimedValueText> Wanted(ScriptCommand.Eval eval, SeriesLine line)
    {
        var moments = eval.Expected.Range ?? eval.Moments;
        return [.. line.Points.Select((point, i) => (point, At: moments.Start + (i * moments.Step))).Where(pair => pair.point.Kind != ScriptPointKind.Missing)
            .Select(pair => new TimedValueText(pair.At, pair.point))];
    }

    private static bool Agree(List<TimedValueText> wanted, IReadOnlyList<TimedValue> got) =>
        wanted.Count == got.Count && wanted.Zip(got).All(pair =>
            pair.First.At == pair.Second.Timestamp && Agree(pair.First.Point, pair.Second));

    private static bool Agree(in ScriptPoint wanted, in TimedValue got)
    {
        if (wanted.Histogram is { } histogram)
            return got.Histogram is not null && AreNear(histogram, got.Histogram) && (!wanted.NamesReset || histogram.Reset == got.Histogram.Reset);
        return wanted.Kind == ScriptPointKind.Value && got.Histogram is null && IsNear(wanted.Value, got.Value);
    }

    /// <summary>Layouts are equal, and numbers nearly so.</summary>
    private static bool AreNear(FloatHistogram one, FloatHistogram other) =>
        one.Schema == other.Schema && one.ZeroThreshold == other.ZeroThreshold && one.CustomBounds.SequenceEqual(other.CustomBounds)
        && IsNear(one.Count, other.Count) && IsNear(one.Sum, other.Sum) && IsNear(one.ZeroCount, other.ZeroCount)
        && AreNear(one.Positive, other.Positive) && AreNear(one.Negative, other.Negative);

    private static bool AreNear(IReadOnlyList<BucketCount> some, IReadOnlyList<BucketCount> others) =>
        some.Count == others.Count && some.Zip(others).All(pair => pair.First.Index == pair.Second.Index && IsNear(pair.First.Count, pair.Second.Count));

    private static string Text(FloatHistogram histogram) => $"{histogram}{(histogram.Reset == CounterReset.Unknown ? "" : $"({histogram.Reset})")}";

    private static string Text(TimedValue sample) => $"{(sample.Histogram is { } histogram ? Text(histogram) : Text(sample.Value))}@{sample.Timestamp / 1000.0:0.###}";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private readonly record struct TimedValueText(long At, ScriptPoint Point)
    {
        public override string ToString() => $"{What}@{At / 1000.0:0.###}";

        private string What => Point switch
        {
            { Histogram: { } histogram } => AnswerComparison.Text(histogram),
            { Kind: ScriptPointKind.Value } => AnswerComparison.Text(Point.Value),
            _ => Point.Kind.ToString(),
        };
    }
}
