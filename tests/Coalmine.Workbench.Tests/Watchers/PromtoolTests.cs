using System.Diagnostics;
using Coalmine.PromQL.Rules;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Traces;
using Coalmine.Workbench.Watchers;
using Xunit;

namespace Coalmine.Workbench.Tests.Watchers;

/// <summary>A real Prometheus sees the same alerts at the same moments over the series of simulated rollouts.</summary>
public sealed class PromtoolTests
{
    [Theory]
    [InlineData("more-errors", false)]
    [InlineData("errors-later", true)]
    [InlineData("slower", true)]
    public void Promtool_ConfirmsEveryClaim(string world, bool hasOwnRules)
    {
        string promtool = Find();
        WatchedRules rules = Rules.Of(hasOwnRules ? Rules.Many : Rules.Shipped("prometheus-rules-repaired.yaml"));
        string folder = Directory.CreateTempSubdirectory("coalmine-promtool-").FullName;
        try
        {
            RolloutTrace trace = Write(world, rules, folder);
            // The claims are about something: alerts became pending, fired and were resolved.
            AlertState[] states = [.. trace.Events.OfType<TraceEvent.AlertChanged>().Select(alert => alert.To).Distinct()];
            Assert.Contains(AlertState.Pending, states);
            Assert.Contains(AlertState.Firing, states);
            string test = Path.Combine(folder, "test.yaml");
            Assert.Equal((0, true), Run(promtool, test));
            // And promtool would say so if they were wrong.
            File.WriteAllText(test, File.ReadAllText(test).Replace("alertstate=\\\"firing", "alertstate=\\\"pending", StringComparison.Ordinal));
            Assert.Equal((1, false), Run(promtool, test));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void WhyNot_NamesWhatPromtoolCannotDo()
    {
        Simulation.Worlds.Telemetry telemetry = MadeWorlds.Of(new ServiceNumbers(50, 0.005, 0.18))[0].World.World.Telemetry;
        Assert.Equal("", PromtoolFiles.WhyNot(Rules.Of(Rules.Many), telemetry));
        Assert.Contains("jitter", PromtoolFiles.WhyNot(Rules.Of(Rules.Many), telemetry with { Jitter = TimeSpan.FromSeconds(1) }), StringComparison.Ordinal);
        WatchedRules two = Rules.Of(Rules.Many.Replace("- name: alerts\n  interval: 1m", "- name: alerts\n  interval: 2m", StringComparison.Ordinal));
        Assert.Contains("60000ms and 120000ms", PromtoolFiles.WhyNot(two, telemetry), StringComparison.Ordinal);
    }

    private static RolloutTrace Write(string world, WatchedRules rules, string folder)
    {
        LoadedScenario scenario = MadeWorlds.Of(new ServiceNumbers(50, 0.005, 0.18)).First(each => each.Facts.Name == world);
        scenario = scenario with { World = Simulation.Worlds.CompiledWorld.Compile(scenario.World.World with { Duration = TimeSpan.FromHours(1) }) };
        Pairing pairing = Assert.IsType<PairingResult.Bound>(new FixedWeightPolicy(new TrafficWeight(30)).Bind(scenario, rules)).Pairing;
        PromtoolFiles files = new(rules, 15_000);
        RolloutTrace trace = pairing.Trace(1, 0, null, files);
        using FileStream rulesFile = File.Create(Path.Combine(folder, "rules.yaml"));
        files.WriteRules(rulesFile);
        using FileStream testFile = File.Create(Path.Combine(folder, "test.yaml"));
        files.WriteTest("rules.yaml", testFile);
        return trace;
    }

    private static string Find()
    {
        string? found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        if (found is not null)
            return found;
        const string Reason = "promtool not found: apt-get install prometheus";
        if (Environment.GetEnvironmentVariable("COALMINE_REQUIRE_COMPONENTS") == "1")
            Assert.Fail(Reason);
        Assert.Skip(Reason);
        return "";
    }

    private static (int ExitCode, bool Succeeds) Run(string promtool, string test)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(promtool, ["test", "rules", test]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output.Contains("SUCCESS", StringComparison.Ordinal));
    }
}
