using System.Text;
using Coalmine.Live.Files;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Tests.Driving;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Xunit;

namespace Coalmine.Live.Tests.Files;

/// <summary>Files of kind Live: what is read of a right one, and where a wrong one is refused.</summary>
public sealed class LiveSettingsReaderTests
{
    private const string Right = """
        kind: Live
        name: fraud
        policy: policies/fraud.yaml
        namespaces: [models]
        target: { platform: seldon, namespace: models, name: fraud-detection, baseline: main, canary: candidate }
        prometheus:
          url: https://prometheus.monitoring:9090
          bearerFile: secrets/token
          metrics: { platform: seldon, name: fraud-detection, baseline: main, canary: candidate }
        hooks:
          - { name: smoke, url: "https://ci.example/smoke", secretFile: secrets/hook }
          - { name: pager, url: "https://pager.example/hook", use: event, on: [rolledBack], secretFile: /etc/coalmine/hook }
        """;

    [Fact]
    public void FilesAreBesideTheSettings_UnlessTheyStartAtTheRoot()
    {
        LiveSettings settings = Assert.IsType<ReadResult<LiveSettings>.Read>(Read(Right)).Value;
        Assert.Equal("settings/policies/fraud.yaml", settings.PolicyFile);
        Assert.Equal("settings/journal", settings.JournalFolder);
        Assert.Equal(new PrometheusCredentials.Bearer("settings/secrets/token"), settings.Prometheus.Credentials);
        Assert.Equal("", settings.Prometheus.AuthorityFile);
        Assert.Equal(["settings/secrets/hook", "/etc/coalmine/hook"], settings.Hooks.Select(hook => hook.SecretFile));
    }

    [Theory]
    [InlineData("kind: Live", "kind: Policy", "CM3150", 1)]
    [InlineData("name: fraud\n", "name: Fraud_1\n", "CM3151", 2)]
    [InlineData("https://prometheus.monitoring:9090", "https://me:secret@prometheus", "CM3152", 7)]
    [InlineData("namespaces: [models]", "namespaces: [others]", "CM3153", 5)]
    [InlineData("canary: candidate }\nprom", "canary: main }\nprom", "CM3155", 5)]
    [InlineData("canary: candidate }\nprom", "}\nprom", "CM3154", 5)]
    [InlineData("seldon, namespace: models, name: fraud-detection, baseline: main,", "istio, namespace: models, name: fraud-detection,", "CM3154", 5)]
    [InlineData("namespaces: [models]", "namespaces: [models]\nlease: { every: 20s }", "CM3156", 5)]
    [InlineData("namespaces: [models]", "namespaces: [models]\nlease: { renewWithin: 1m }", "CM3156", 5)]
    [InlineData("namespaces: [models]", "namespaces: [models]\nport: { address: 0.0.0.0 }", "CM3160", 5)]
    [InlineData("namespaces: [models]", "namespaces: [models]\nport: { address: localhost }", "CM3161", 5)]
    [InlineData("name: pager", "name: smoke", "CM3157", 12)]
    [InlineData("  bearerFile: secrets/token", "  bearerFile: secrets/token\n  basic: { user: me, passwordFile: p }", "CM3158", 9)]
    [InlineData("  bearerFile: secrets/token", "  certificateFile: a.pem", "CM3159", 8)]
    public void AMistake_IsRefusedAtItsPlace(string before, string after, string id, int line)
    {
        string wrong = Right.ReplaceLineEndings("\n").Replace(before, after, StringComparison.Ordinal);
        Diagnostic said = Assert.Single(Assert.IsType<ReadResult<LiveSettings>.Refused>(Read(wrong)).Said);
        Assert.Equal((id, line), (said.Id, said.Position.Line));
        Assert.DoesNotContain("secret@", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void APort_IsOpenBeyondLoopback_WithATokenOnly()
    {
        LiveSettings settings = Assert.IsType<ReadResult<LiveSettings>.Read>(Read(Right + "\nport: { address: 0.0.0.0, tokenFile: t }")).Value;
        Assert.Equal("0.0.0.0", settings.Port!.Address.ToString());
    }

    [Theory]
    [InlineData("policy.yaml", "plan: {", "plan: { hooks: { preRollout: gate, rollback: smoke },", "CM3162", "gate", 3)]
    [InlineData("away.yaml", "", "", "CM3163", "away.yaml", 3)]
    [InlineData("policy.yaml", "kind: Policy", "apiVersion: argoproj.io/v1alpha1\nkind: Rollout", "CM3164", "kind: Policy", 3)]
    public void APolicyThatCannotBeDriven_IsSaidWhereTheSettingsNameIt(string name, string right, string wrong, string id, string names, int line)
    {
        string folder = Directory.CreateTempSubdirectory("coalmine-settings-").FullName;
        try
        {
            string policy = right.Length == 0 ? LiveBench.Usual
                : LiveBench.Usual.Replace(right, wrong, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, "policy.yaml"), policy);
            string text = Right.Replace("policies/fraud.yaml", Path.Combine(folder, name), StringComparison.Ordinal);
            LiveSettings settings = Assert.IsType<ReadResult<LiveSettings>.Read>(Read(text)).Value;
            Diagnostic said = Assert.Single(PolicyPlanner.ReadPolicy(settings).Said);
            Assert.Equal((id, "settings/live.yaml", line), (said.Id, said.File, said.Position.Line));
            Assert.Contains(names, said.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ReadResult<LiveSettings> Read(string text) =>
        SourceDecoder.Decode("settings/live.yaml", Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne).Then(LiveSettingsReader.Read);
}
