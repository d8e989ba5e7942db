using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Calibration;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Calibration;

/// <summary>Fits to the telemetry that is committed, and tables that are refused at their place.</summary>
public sealed class CalibrationTests
{
    private static readonly string Telemetry = Path.Combine(ShippedFiles.Folder, "calibrated", "telemetry.csv");

    [Fact]
    public void Write_ShippedTelemetry_IsTheShippedScenario() =>
        Assert.Equal(File.ReadAllText(Path.Combine(ShippedFiles.Folder, "calibrated", "scenario.yaml")), CalibratedFile.Write(Fit()));

    // The values of known.yaml. The record is a fixed file: the test does not fail by chance. Widened twofold, for ten 95 % intervals need not all hold.
    [Theory]
    [InlineData("traffic.rate", 60)]
    [InlineData("traffic.bursts", 2)]
    [InlineData("baseline.latency.median", 0.042)]
    [InlineData("baseline.latency.p99", 0.21)]
    [InlineData("baseline.errors", 0.008)]
    [InlineData("pods.effect", 0.3)]
    [InlineData("baseline.accuracy", 0.96)]
    [InlineData("labels.share", 0.25)]
    [InlineData("labels.delay.median", 360)]
    [InlineData("labels.delay.p95", 1200)]
    public void Of_TelemetryOfAKnownWorld_HoldsItsParameters(string key, double known)
    {
        FittedParameter fitted = Fit().Find(key)!;
        Assert.InRange(known, fitted.Estimate - 2 * (fitted.Estimate - fitted.Lower), fitted.Estimate + 2 * (fitted.Upper - fitted.Estimate));
    }

    [Fact]
    public void Draw_SameSeedAndNumber_IsTheSameWorld_AndAnotherNumberAnother()
    {
        CalibratedScenario fit = Fit();
        Assert.Equal(CalibratedFile.Draw(fit, 1, 1), CalibratedFile.Draw(fit, 1, 1));
        Assert.NotEqual(
            CalibratedFile.Draw(fit, 1, 1).Replace("World 1", "World 2", StringComparison.Ordinal), CalibratedFile.Draw(fit, 1, 2));
    }

    [Theory]
    [InlineData("", "CM3450", 1)]
    [InlineData("seconds,arm,pod\n", "CM3450", 1)]
    [InlineData("seconds,arm,pod,requests\n0,baseline,a,many\n", "CM3451", 2)]
    [InlineData("seconds,arm,pod,requests\n0,baseline,a,-1\n", "CM3451", 2)]
    [InlineData("seconds,arm,pod,requests\n0,baseline,a\n", "CM3452", 2)]
    [InlineData("seconds,arm,pod,requests\n0,stable,a,1\n", "CM3453", 2)]
    [InlineData("seconds,arm,pod,requests\n0,baseline,a,1\n0,baseline,a,2\n", "CM3454", 3)]
    [InlineData("seconds,arm,pod,requests\n0,baseline,a,1\n15,baseline,a,2\n", "CM3455", 1)]
    [InlineData("seconds,arm,pod,requests,latencyBucket_fast\n", "CM3456", 1)]
    [InlineData("seconds,arm,pod,requests\n0,\"baseline,a,1\n", "CM3457", 2)]
    [InlineData("seconds,arm,pod,requests,latencyBucket_0.1,latencyBucket_0.2\n0,baseline,a,9,5,4\n", "CM3458", 2)]
    public void Read_WrongTable_IsRefusedAtItsPlace(string table, string id, int line)
    {
        ReadResult<TelemetryRecord>.Refused refused = Assert.IsType<ReadResult<TelemetryRecord>.Refused>(ScrapesReader.Read("t.csv", table));
        Diagnostic diagnostic = Assert.Single(refused.Diagnostics);
        Assert.Equal((id, line), (diagnostic.Id, diagnostic.Position.Line));
    }

    [Fact]
    public void Of_RecordWithoutErrorsLatenciesAndLabels_NamesWhatItDoesNotTell()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(k => FormattableString.Invariant($"{15 * k},baseline,a,{100 * k}\n")));
        CalibratedScenario fit = ScenarioFit.Of(Assert.IsType<ReadResult<TelemetryRecord>.Read>(ScrapesReader.Read("t.csv", "seconds,arm,pod,requests\n" + rows)).Value);
        Assert.Equal(20.0 / 3, fit.Find("traffic.rate")!.Estimate, 1e-6);
        foreach (string word in (string[])["errors:", "latency:", "accuracy:", "daily shape"])
            Assert.Contains(fit.Untold, line => line.Contains(word, StringComparison.Ordinal));
        Assert.Null(fit.Find("baseline.errors"));
    }

    private static CalibratedScenario Fit() => ScenarioFit.Of(Assert.IsType<ReadResult<TelemetryRecord>.Read>(
        ScrapesReader.Read("telemetry.csv", File.ReadAllText(Telemetry))).Value);
}
