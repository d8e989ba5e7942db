using System.Collections.Immutable;

namespace Coalmine.Workbench.Calibration;

/// <summary>Fits a scenario to telemetry. What the telemetry does not tell is named, and stands in the file as an assumption.</summary>
public static class ScenarioFit
{
    /// <summary>Fits.</summary>
    /// <param name="record">The telemetry.</param>
    public static CalibratedScenario Of(TelemetryRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        FitParts parts = new(record);
        ArrivalFit.Run(parts);
        (string law, ImmutableArray<double> means) = LatencyFit.Run(parts);
        if (record.HasErrors)
            ShareFit.Run(parts, "baseline.errors", values => values[TelemetryRecord.Errors], TelemetryRecord.Requests, complement: false);
        else
            parts.Untold.Add("errors: the record does not count them");
        (ImmutableArray<double> Means, ImmutableArray<double> Times) labels = ([], []);
        if (record.HasLabels)
        {
            ShareFit.Run(parts, "baseline.accuracy", values => values[TelemetryRecord.Labelled] - values[TelemetryRecord.Right], TelemetryRecord.Labelled,
                complement: true);
            labels = LabelFit.Run(parts);
        }
        else
        {
            parts.Untold.Add("accuracy: the record has no labels; every answer is taken as right");
        }

        foreach (FittedParameter parameter in parts.Parameters.Where(parameter => !parameter.IsTold && parameter.Key != "pods.effect"))
            parts.Untold.Add($"{parameter.Key} to any use: its 95 % interval is wide");
        parts.Untold.Add("users: counters do not tell who sent a request; 50,000 that stay on an arm and fail alike are assumed");
        if (parts.Record.Pods.Any(pod => pod.Resets > 0))
            parts.Untold.Add($"what pods counted between their last scrape and a restart ({parts.Record.Pods.Sum(pod => pod.Resets)} restarts)");
        return new CalibratedScenario
        {
            Record = record,
            Parameters = [.. parts.Parameters],
            Qualities = [.. parts.Qualities],
            Untold = [.. parts.Untold],
            Latency = law,
            BucketMeans = means,
            LabelMeans = labels.Means,
            LabelTimes = labels.Times,
        };
    }
}
