using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>Alerts that look on, from the command line.</summary>
public sealed class RulesTests : IDisposable
{
    private const string Alerts =
        """
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: {name: alerts}
        spec:
          groups:
          - name: g
            interval: 30s
            rules:
            - alert: Errors
              expr: |
                sum(rate(seldon_api_executor_client_requests_seconds_count{predictor_name="canary",code="500"}[2m]))
                / sum(rate(seldon_api_executor_client_requests_seconds_count{predictor_name="canary"}[2m])) > 0.02
              for: 1m
            - alert: Never
              expr: |
                sum by (predictor_name) (rate(model_conversions_total{predictor_name="canary"}[5m]))
                / sum by (predictor_name) (rate(model_conversions_total{predictor_name="baseline"}[5m])) > 1

        """;

    private readonly Sandbox _sandbox = new();

    public RulesTests() => _sandbox.Write("alerts.yaml", Alerts.Replace("/ sum by", "/ on () sum by", StringComparison.Ordinal));

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("scenario.yaml", "--rules", "alerts.yaml")]
    [InlineData("scenario.yaml", "alerts.yaml")]
    public void Study_WithRules_CountsAlertsBesideTheScenariosOwnPolicy(params string[] files)
    {
        CliRun run = _sandbox.Run(["study", .. files, "--replications", "20"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Alerts that looked on", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        string[] rows = File.ReadAllLines(Path.Combine(_sandbox.Folder, "out", "study", "alerts.csv"));
        Assert.Contains(rows, row => row.StartsWith("Errors,true,policy,scenario,regressed,alert.detected,share,", StringComparison.Ordinal));
    }

    [Fact]
    public void Study_AsJson_HasTheAlerts()
    {
        CliRun run = _sandbox.Run("study", "scenario.yaml", "--rules", "alerts.yaml", "--weight", "20%", "--replications", "20", "--json");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement policy = json.RootElement.GetProperty("scenarios")[0].GetProperty("policies")[0];
        Assert.Equal("fixed-20", policy.GetProperty("name").GetString());
        JsonElement alert = policy.GetProperty("alerts")[0];
        Assert.Equal(("Errors", true), (alert.GetProperty("name").GetString(), alert.GetProperty("canFire").GetBoolean()));
        Assert.Equal("alert.fired", alert.GetProperty("characteristics")[0].GetProperty("measure").GetString());
        // Five more requests in a hundred fail from the start, 10 a second at the canary: it fires every time.
        Assert.Equal(1, alert.GetProperty("characteristics")[0].GetProperty("estimate").GetDouble());
    }

    [Fact]
    public void Study_DoesNotChangeByWatching()
    {
        string[] line = ["study", "scenario.yaml", "--replications", "20"];
        _sandbox.Run([.. line, "--out", "a"]);
        _sandbox.Run([.. line, "--out", "b", "--rules", "alerts.yaml"]);
        Assert.Equal(File.ReadAllText(Path.Combine(_sandbox.Folder, "a", "study.csv")), File.ReadAllText(Path.Combine(_sandbox.Folder, "b", "study.csv")));
    }

    [Fact]
    public void Simulate_TellsTheAlertsAndWritesThem()
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", "--rules", "alerts.yaml", "--weight", "20%", "--trace", "looks,promtool", "--out", "run");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("alert Errors fires (0.0", run.Output, StringComparison.Ordinal);
        Assert.Contains("Errors fired first at", run.Output, StringComparison.Ordinal);
        Assert.Contains(",alert,,,Errors,firing,", File.ReadAllText(Path.Combine(_sandbox.Folder, "run", "trace.csv")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_sandbox.Folder, "run", "promtool-test.yaml")));
        Assert.True(File.Exists(Path.Combine(_sandbox.Folder, "run", "promtool-rules.yaml")));
        string again = run.Output.TrimEnd().Split('\n')[^1];
        Assert.EndsWith("--weight 20% --rules alerts.yaml --trace looks,promtool --out run", again, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatNothingCouldAnswer_EndsWithFour()
    {
        _sandbox.Write("alerts.yaml", Alerts.Replace("model_conversions_total", "an_unheard_of_thing", StringComparison.Ordinal));
        CliRun run = _sandbox.Run("study", "scenario.yaml", "--rules", "alerts.yaml");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("alerts.yaml:16:", run.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    [Fact]
    public void AnAlertThatNeverFires_IsSaidAndShown()
    {
        _sandbox.Write("alerts.yaml", Alerts);
        CliRun run = _sandbox.Run("study", "scenario.yaml", "--rules", "alerts.yaml", "--replications", "20");
        Assert.Contains("alerts.yaml:17:", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning", run.Error, StringComparison.Ordinal);
        Assert.Contains("can never", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--trace promtool: there are no rules", "simulate", "scenario.yaml", "--trace", "promtool")]
    [InlineData("--rare counts rollbacks", "study", "scenario.yaml", "--rules", "alerts.yaml", "--rare", "rolledBackOnEvidence")]
    [InlineData("--weight takes whole percents", "simulate", "scenario.yaml", "--weight", "10")]
    [InlineData("one rollout is simulated under one policy", "simulate", "scenario.yaml", "--weight", "10%", "--policy", "policy.yaml")]
    [InlineData("these files hold rules and no policy", "simulate", "scenario.yaml", "--policy", "alerts.yaml")]
    [InlineData("CM2195", "study", "scenario.yaml", "--rules", "policy.yaml")]
    public void WrongUse_IsSaid(string message, params string[] line)
    {
        CliRun run = _sandbox.Run(line);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
