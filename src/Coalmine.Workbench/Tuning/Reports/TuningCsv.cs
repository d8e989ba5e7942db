using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Outcomes;
using CsvHelper;

namespace Coalmine.Workbench.Tuning.Reports;

/// <summary>Writes everything that was tried as a table in long form.</summary>
public static class TuningCsv
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    /// <summary>Writes the table as UTF-8; the stream stays open.</summary>
    public static void Write(TuningResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        using CsvWriter writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        writer.WriteRecords(result.Candidates.SelectMany(candidate => Rows(result, candidate)));
    }

    private static IEnumerable<TuningRow> Rows(TuningResult result, TuningCandidate candidate)
    {
        bool isRecommended = candidate.Number == result.Recommended;
        for (int knob = 0; knob < candidate.Values.Length; knob++)
            yield return new TuningRow
            {
                Candidate = candidate.Number,
                Kind = "field",
                Name = result.Setup.Space.Knobs[knob].Name,
                Value = candidate.Values[knob],
                IsOnFront = candidate.IsOnFront,
                IsRecommended = isRecommended,
            };
        for (int measure = 0; measure < result.Measures.Length; measure++)
            yield return Row(candidate, "objective", result.Measures[measure], candidate.Measures[measure]) with { IsRecommended = isRecommended };
        foreach (TuningEvidence evidence in result.Evidence)
        {
            if (candidate.Number == 0)
                yield return Row(candidate, "fresh", evidence.Measure, evidence.Given);
            if (!isRecommended)
                continue;
            yield return Row(candidate, "fresh", evidence.Measure, evidence.Recommended) with { IsRecommended = true };
            yield return Row(candidate, "difference", evidence.Measure, evidence.Difference) with { IsRecommended = true };
        }
    }

    private static TuningRow Row(TuningCandidate candidate, string kind, TuningMeasure measure, MeasuredValue value) => new()
    {
        Candidate = candidate.Number,
        Kind = kind,
        Name = MeasureWords.Of(measure),
        Unit = FileWords.Of(MeasureWords.Unit(measure)),
        Estimate = FileNumbers.Finite(value.Estimate),
        Lower = FileNumbers.Finite(value.Interval.Lower),
        Upper = FileNumbers.Finite(value.Interval.Upper),
        Count = value.Count,
        IsOnFront = candidate.IsOnFront,
        IsRecommended = false,
    };
}
