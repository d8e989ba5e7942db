using System.Globalization;
using System.Text.RegularExpressions;
using Coalmine.Conformance.EndToEnd;
using Coalmine.Conformance.EndToEnd.Serving;
using Xunit;

namespace Coalmine.Conformance.Tests.EndToEnd;

/// <summary>
/// A scenario from the counters that a real Prometheus scraped of a served model, end to end: once by an address with every sample, once by a file of kind Live
/// with a sample every other second. The pods are scraped at different instants, as everywhere. The truth is the model's law, and for the rate what the pods
/// counted themselves.
/// </summary>
public sealed partial class CalibratedServiceTests
{
    // Intervals of 95 % widened to 2.5 times their width on their own scale, 4.9 standard errors on either side: each misses the truth once in a million times
    // where it is normal; all ten in at most 1 of 100,000 runs.
    private const double Widened = 2.5;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(48);

    [Fact]
    public async Task IntervalsOfTheFit_HoldWhatTheModelDoes()
    {
        await using RolloutBench bench = await DrivenRun.StartAsync(new BenchOptions { Seed = 31 });
        (DateTimeOffset from, long before) = (DateTimeOffset.UtcNow, Served(bench));
        await Task.Delay(Length, TestContext.Current.CancellationToken);
        (DateTimeOffset until, long after) = (DateTimeOffset.UtcNow, Served(bench));
        ModelLaw law = ModelLaw.Sound;
        (string Key, double Truth)[] truths =
        [
            ("traffic.rate", (after - before) / (until - from).TotalSeconds),
            ("baseline.errors", law.Errors),
            ("baseline.accuracy", law.Accuracy),
            ("baseline.latency.median", law.Median.TotalSeconds),

            // The 99 % point of the normal law, of a table.
            ("baseline.latency.p99", law.Median.TotalSeconds * Math.Exp(2.3263478740 * law.Spread)),
        ];
        string[] stretch = ["--from", Text(from), "--to", Text(until), "--out", Path.Combine(bench.Folder, "fitted")];
        string[] byAddress =
        [
            "calibrate", "--prometheus", bench.Prometheus.Address.ToString(), "--name", bench.Target.Name, "--namespace", bench.Target.Namespace,
            "--baseline", SeldonTarget.Baseline, "--canary", SeldonTarget.Canary,
        ];
        foreach (string[] command in (string[][])[[.. byAddress, .. stretch], ["calibrate", "--prometheus", bench.LiveFile, "--step", "2s", .. stretch]])
        {
            await using DriveProcess calibrate = DriveProcess.Start(command);
            int code = await DrivenRun.EndAsync(calibrate);
            Assert.True(code == 0, calibrate.Said);
            foreach ((string key, double truth) in truths)
                Assert.True(Holds(calibrate.Said, key, truth), $"{key} is {truth}:\n{calibrate.Said}");
            string scenario = await File.ReadAllTextAsync(Path.Combine(bench.Folder, "fitted", "scenario.yaml"), TestContext.Current.CancellationToken);
            Assert.Contains("baseline: 2, canary: 1", scenario, StringComparison.Ordinal);
        }
    }

    private static long Served(RolloutBench bench) => bench.Model.Pods.Sum(pod => pod.Requests);

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    // Intervals are symmetric on the logarithm: of what is missing to 1 with shares above a half.
    private static bool Holds(string said, string key, double truth)
    {
        foreach (string line in said.Split('\n'))
            if (Row().Match(line) is { Success: true } row && row.Groups["key"].Value == key)
            {
                bool isMissing = key == "baseline.accuracy";
                double Scale(double value) => Math.Log(isMissing ? 1 - value : value);
                (double one, double other) = (Scale(Number(row.Groups["lower"].Value)), Scale(Number(row.Groups["upper"].Value)));
                return Math.Abs(Scale(truth) - (one + other) / 2) <= Widened * Math.Abs(other - one) / 2;
            }

        return false;
    }

    private static double Number(string written)
    {
        (string unit, double factor) = new[] { ("ms", 1e-3), ("/s", 1), ("s", 1), ("%", 1e-2), ("", 1) }.First(each => written.EndsWith(each.Item1, StringComparison.Ordinal));
        return factor * double.Parse(written[..^unit.Length], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(?<key>[\w.]+)\s+\S+\s+\[(?<lower>\S+), (?<upper>\S+)\]")]
    private static partial Regex Row();
}
