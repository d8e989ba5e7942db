using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary><c>coalmine live compare</c> as a process: it says where it listens, counts pairs, and ends when it is interrupted.</summary>
public sealed partial class LiveCompareTests : IDisposable
{
    private const string Settings =
        """
        kind: Live
        name: fraud
        policy: policy.yaml
        namespaces: [models]
        target: { platform: seldon, namespace: models, name: fraud, baseline: main, canary: candidate }
        prometheus:
          url: http://127.0.0.1:9090
          metrics: { platform: seldon, name: fraud, namespace: models, baseline: main, canary: candidate }
        comparator: { port: { port: 0 }, answer: /data/ndarray, compare: greatestScore, service: fraud }

        """;

    private readonly Sandbox _sandbox = new();
    private readonly HttpClient _client = new();

    public LiveCompareTests() => _sandbox.Write("live.yaml", Settings);

    public void Dispose()
    {
        _client.Dispose();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task Compare_CountsPairs_AndEndsWhenInterrupted()
    {
        if (OperatingSystem.IsWindows())
            return;
        CancellationToken token = TestContext.Current.CancellationToken;
        using Process process = InterruptibleRun.Start(_sandbox.Folder, "live", "compare", "live.yaml");
        string said = await process.StandardError.ReadLineAsync(token) ?? "";
        Match match = Listening().Match(said);
        Assert.True(match.Success, said);
        Uri address = new(match.Groups["address"].Value);
        await SendAsync(address, "main", "0.9,0.1");
        await SendAsync(address, "candidate", "0.2,0.8");
        string metrics = await _client.GetStringAsync(new Uri(address, "metrics"), token);
        Assert.Contains(
            "model_pairs_total{deployment_name=\"fraud\",namespace=\"models\",predictor_name=\"candidate\",agree=\"false\"} 1\n", metrics, StringComparison.Ordinal);
        InterruptibleRun.Interrupt(process);
        await process.WaitForExitAsync(token);
        Assert.Equal(130, process.ExitCode);
    }

    [Theory]
    [InlineData("comparator: { port: { port: 0 }, answer: /data/ndarray, compare: greatestScore, service: fraud }\n", "", "live.yaml has no `comparator:`")]
    [InlineData("{ port: 0 }", "{ port: 0, tokenFile: away }", "there is no token file away")]
    [InlineData("name: fraud\n", "name: Fraud\n", "live.yaml:2:7 error CM3151")]
    public void Compare_OfSettingsThatDoNotDo_EndsWithTwo(string right, string wrong, string said)
    {
        _sandbox.Write("live.yaml", Settings.Replace(right, wrong, StringComparison.Ordinal));
        CliRun run = _sandbox.Run("live", "compare", "live.yaml");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    private async Task SendAsync(Uri address, string predictor, string scores)
    {
        using HttpRequestMessage message = new(HttpMethod.Post, address)
        {
            Content = new StringContent($"{{\"data\":{{\"ndarray\":[[{scores}]]}}}}", Encoding.UTF8, "application/json"),
        };
        foreach ((string name, string value) in new[]
                 {
                     ("Specversion", "1.0"), ("Id", $"event {predictor}"), ("Type", "io.seldon.serving.inference.response"), ("Source", "http://localhost:8000/"),
                     ("Modelid", "classifier"), ("Requestid", "1"), ("Inferenceservicename", "fraud"), ("Namespace", "models"), ("Endpoint", predictor),
                 })
            message.Headers.Add("Ce-" + name, value);
        using HttpResponseMessage response = await _client.SendAsync(message, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("^receives answers of 'main' and 'candidate' at (?<address>http://127\\.0\\.0\\.1:[0-9]+/), shows counts at ")]
    private static partial Regex Listening();
}
