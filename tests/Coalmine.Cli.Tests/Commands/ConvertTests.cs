using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

public sealed class ConvertTests : IDisposable
{
    private const string Plain =
        """
        kind: Policy
        plan: { weights: [10, 50, 100], every: 5m, maximum: 2h }
        method: point
        checks: [ { metric: errors, atMost: 1%, missing: 100% } ]

        """;

    private readonly Sandbox _sandbox = new();

    public ConvertTests()
    {
        _sandbox.Write("rollout.yaml", SmallManifests.Rollout);
        _sandbox.Write("plain.yaml", Plain);
    }

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("rollout.yaml", SmallManifests.Rollout)]
    [InlineData("plain.yaml", Plain)]
    public void Convert_ToTheSame_PrintsTheFile(string file, string text) => Assert.Equal(text, _sandbox.Run("convert", file, "--to", "same").Output);

    [Theory]
    [InlineData("argo", "kind: Rollout", "name: checkout")]
    [InlineData("flagger", "kind: Canary", "namespace: shop")]
    public void Convert_OfAPlainPolicy_WritesAFileThatIsSimulated(string kind, string written, string named)
    {
        CliRun run = _sandbox.Run("convert", "plain.yaml", "--to", kind, "--service", "checkout", "--namespace", "shop", "--out", "made.yaml");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("filled in: service checkout, namespace shop", run.Error, StringComparison.Ordinal);
        string text = File.ReadAllText(Path.Combine(_sandbox.Folder, "made.yaml"));
        Assert.Contains(written, text, StringComparison.Ordinal);
        Assert.Contains(named, text, StringComparison.Ordinal);
        Assert.Equal(0, _sandbox.Run("simulate", "scenario.yaml", "--policy", "made.yaml", "--out", "run").ExitCode);
    }

    [Theory]
    [InlineData("policy.yaml", "argo", "policy.yaml:5:36 error CM2607")]
    [InlineData("rollout.yaml", "policy", "CM2624")]
    public void Convert_ThatLosesMeaning_EndsWithFourAndWritesNothing(string file, string kind, string said)
    {
        CliRun run = _sandbox.Run("convert", file, "--to", kind, "--out", "made.yml");
        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    [Theory]
    [InlineData("plain.yaml")]
    [InlineData("plain.yaml", "--to", "kayenta")]
    [InlineData("plain.yaml", "rollout.yaml", "--to", "argo")]
    [InlineData("missing.yaml", "--to", "argo")]
    public void Convert_OfAWrongCommandLine_EndsWithTwo(params string[] args) => Assert.Equal(2, _sandbox.Run(["convert", .. args]).ExitCode);
}
