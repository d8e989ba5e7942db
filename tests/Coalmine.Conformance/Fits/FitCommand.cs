using System.Globalization;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Calibration;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Conformance.Fits;

/// <summary>
/// Simulates a known scenario again and again, fits a scenario to each telemetry, and counts how often each parameter's 95 % interval holds the known value.
/// That is consistent with 95 % where Clopper and Pearson's upper limit at 99.9 % is at least that.
/// </summary>
internal static class FitCommand
{
    private const double Error = 0.001;
    private const double Stated = 0.95;

    /// <summary>Prints a table: 0 when every parameter's coverage is consistent with 95 %, 1 otherwise. The same options give the same table.</summary>
    /// <exception cref="RefusedException">The scenario cannot be simulated, or the table not be written.</exception>
    public static int Run(FitOptions options, TextWriter output)
    {
        LoadedScenario scenario = Require(LoadedScenario.Load(options.Scenario));
        PolicyFile policy = Require(FileReader.Read(scenario.PolicyPath).Then(PolicyReader.Read));
        if (new NativePolicy(policy).Bind(scenario) is not PairingResult.Bound { Pairing: var pairing })
            throw new RefusedException("The scenario's policy cannot be bound to its telemetry.");
        Dictionary<string, double> known = Known(scenario.World.World);
        Dictionary<string, (int Held, int Told, double Sum, double Width)> counts = [];
        for (int attempt = 0; attempt < options.Tries; attempt++)
        {
            CalibratedScenario fit = ScenarioFit.Of(Telemetry(scenario, pairing, options, attempt));
            foreach (FittedParameter parameter in fit.Parameters.Where(parameter => known.ContainsKey(parameter.Key)))
            {
                (int held, int told, double sum, double width) = counts.GetValueOrDefault(parameter.Key);
                double truth = known[parameter.Key];
                bool holds = truth >= parameter.Lower && truth <= parameter.Upper;
                counts[parameter.Key] = (held + (holds ? 1 : 0), told + 1, sum + parameter.Estimate, width + parameter.Upper - parameter.Lower);
            }
        }

        string table = Table(options, known, counts);
        output.Write(table);
        if (options.Out.Length > 0)
            File.WriteAllText(options.Out, table);
        return known.Keys.All(key => counts.TryGetValue(key, out var count) && Upper(count.Held, count.Told) >= Stated) ? 0 : 1;
    }

    private static double Upper(int held, int told) => ClopperPearson.Upper(held, told, Error);

    private static TelemetryRecord Telemetry(LoadedScenario scenario, Pairing pairing, FitOptions options, int attempt)
    {
        using MemoryStream stream = new();
        using (ScrapesCsv scrapes = new(stream, scenario.World.Engine))
            pairing.Trace(options.Seed, attempt, null, scrapes);
        return Require(ScrapesReader.Read("telemetry", Apart(Encoding.UTF8.GetString(stream.ToArray()), options.Apart)));
    }

    // Pods of a simulation are scraped together; a server spreads them over the interval.
    private static string Apart(string table, int apart)
    {
        if (apart == 1)
            return table;
        string[] lines = table.Split('\n');
        string[] columns = lines[0].Split(',');
        (int arm, int pod) = (Array.IndexOf(columns, "arm"), Array.IndexOf(columns, "pod"));
        Dictionary<string, (int Number, int Seen)> pods = [];
        List<string> kept = [lines[0]];
        foreach (string line in lines.Skip(1).Where(line => line.Length > 0))
        {
            string[] fields = line.Split(',');
            string name = fields[arm] + fields[pod];
            (int number, int seen) = pods.TryGetValue(name, out var known) ? known : (pods.Count, 0);
            pods[name] = (number, seen + 1);
            if (seen % apart == number % apart)
                kept.Add(line);
        }

        return string.Join('\n', kept);
    }

    private static Dictionary<string, double> Known(World world)
    {
        Dictionary<string, double> known = new() { ["traffic.rate"] = world.Traffic.RequestsPerSecond, ["traffic.bursts"] = world.Traffic.BurstSize };
        if (world.Traffic.Shape is RateShape.Diurnal wave)
            (known["traffic.shape.low"], known["traffic.shape.peakAt"]) = (wave.Low, wave.PeakAt.TotalSeconds);
        switch (world.Baseline.Latency)
        {
            case LatencyDistribution.LogNormal law:
                (known["baseline.latency.median"], known["baseline.latency.p99"]) = (law.Median, law.P99);
                break;
            case LatencyDistribution.Weibull law:
                (known["baseline.latency.median"], known["baseline.latency.p99"]) = (law.Median, law.P99);
                break;
            case LatencyDistribution.Gamma law:
                (known["baseline.latency.mean"], known["baseline.latency.variation"]) = (law.Mean, law.Variation);
                break;
            default:
                break;
        }

        (known["baseline.errors"], known["pods.effect"]) = (world.Baseline.ErrorRate, world.Pods.Effect);
        if (world.Labels is { Exist: true, Delay: DelayDistribution.LogNormal delay })
        {
            (known["baseline.accuracy"], known["labels.share"]) = (world.Baseline.Accuracy, world.Labels.Share);
            (known["labels.delay.median"], known["labels.delay.p95"]) = (delay.Median, delay.P95);
        }

        return known;
    }

    private static string Table(FitOptions options, Dictionary<string, double> known, Dictionary<string, (int Held, int Told, double Sum, double Width)> counts)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# Intervals of fits to {Path.GetFileName(options.Scenario)}, {options.Tries} tries, seed "
            + $"{options.Seed}{(options.Date.Length > 0 ? $", {options.Date}" : "")}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Made by `dotnet run -c Release --project tests/Coalmine.Conformance -- {FitOptions.Verb} {options.Scenario} --tries "
            + $"{options.Tries} --seed {options.Seed}{(options.Apart > 1 ? $" --apart {options.Apart}" : "")}`.\n");
        if (options.Apart > 1)
            text.Append(CultureInfo.InvariantCulture, $"Pods are scraped apart: each keeps one of {options.Apart} scrapes, each pod another.\n");
        text.Append("A parameter's stated coverage of 95 % is consistent with the count where the upper limit (Clopper and Pearson, 99.9 %) is at least 95 %.\n\n");
        text.Append("| parameter | known | mean estimate | mean width | held | of | upper limit | consistent |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n");
        foreach ((string key, double truth) in known)
        {
            (int held, int told, double sum, double width) = counts.GetValueOrDefault(key);
            double upper = told == 0 ? 0 : Upper(held, told);
            text.Append(CultureInfo.InvariantCulture, $"| {key} | {truth:G5} | {sum / told:G5} | {width / told:G3} | {held} | {told} | {100 * upper:F1} % | "
                + $"{(upper >= Stated ? "yes" : "no")} |\n");
        }

        return text.ToString();
    }

    private static T Require<T>(ReadResult<T> result) => result switch
    {
        ReadResult<T>.Read read => read.Value,
        _ => throw new RefusedException(string.Join('\n', result.Said)),
    };
}
