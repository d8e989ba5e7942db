using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

public sealed class ExplainTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public ExplainTests() => _sandbox.Write("rollout.yaml", SmallManifests.Rollout);

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Explain_TellsRolloutAndPolicyTogether()
    {
        CliRun run = _sandbox.Run("explain", "rollout.yaml", "policy.yaml");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Rollout shop (rollout.yaml)", run.Output, StringComparison.Ordinal);
        Assert.Contains("Policy policy (policy.yaml)", run.Output, StringComparison.Ordinal);
        Assert.Contains("the 3rd failure in total rolls back", run.Output, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    [Fact]
    public void Explain_AsJson_HasTheSchedulesAndBindings()
    {
        CliRun run = _sandbox.Run("explain", "rollout.yaml", "--json", "--argo", "1.9");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument told = JsonDocument.Parse(run.Output);
        JsonElement rollout = told.RootElement.GetProperty("objects")[0];
        Assert.Contains("1.9", rollout.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Equal(["everyCheckPasses", "everyCheckFails"], rollout.GetProperty("schedules").EnumerateArray().Select(each => each.GetProperty("case").GetString()));
        Assert.Equal("canary", rollout.GetProperty("queries")[0].GetProperty("selectors")[0].GetProperty("arm").GetString());
    }

    [Fact]
    public void Explain_WithMermaid_PrintsTheDiagramOnly()
    {
        CliRun run = _sandbox.Run("explain", "rollout.yaml", "--mermaid");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"%% Rollout shop (rollout.yaml){Environment.NewLine}stateDiagram-v2", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Assumed", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://coalmine:9180/v1/argo/shop?weight=10", "asks http://coalmine:9180/v1/argo/shop?weight=10, where `coalmine live advise` answers")]
    [InlineData("http://others/answer", "the provider 'web' cannot be asked here")]
    public void Explain_OfAMetricOfTheWeb_TellsWhatItMeans_AndEndsWithFour(string url, string said)
    {
        int query = SplitManifests.Template.IndexOf("      provider:", StringComparison.Ordinal);
        _sandbox.Write("web.yaml", $"{SplitManifests.Rollout}---\n{SplitManifests.Template[..query]}      provider: {{ web: {{ url: \"{url}\", jsonPath: \"{{$.verdict}}\" }} }}\n");
        CliRun run = _sandbox.Run("explain", "web.yaml");
        Assert.Equal((4, ""), (run.ExitCode, run.Error));
        string output = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("warning CM2194 · This cannot be simulated", output, StringComparison.Ordinal);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.DoesNotContain(" error ", output.Split("What it really does")[0], StringComparison.Ordinal);
        using JsonDocument told = JsonDocument.Parse(_sandbox.Run("explain", "web.yaml", "--json").Output);
        Assert.False(told.RootElement.GetProperty("objects")[0].GetProperty("faithful").GetBoolean());
    }

    [Theory]
    [InlineData("--json and --mermaid", "rollout.yaml", "--json", "--mermaid")]
    [InlineData("none of the files", "service.yaml")]
    [InlineData("nothing here decides", "rules.yaml", "--mermaid")]
    [InlineData("no such file", "missing.yaml")]
    [InlineData("--argo takes 1.9 or 1.10", "rollout.yaml", "--argo", "2")]
    public void Explain_OfWhatCannotBe_EndsWithTwo(string said, params string[] args)
    {
        _sandbox.Write("service.yaml", "apiVersion: v1\nkind: Service\nmetadata: { name: a }\n");
        _sandbox.Write("rules.yaml", "groups: [ { name: g, rules: [ { alert: A, expr: up == 0 } ] } ]\n");
        CliRun run = _sandbox.Run(["explain", .. args]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.OrdinalIgnoreCase);
    }
}
