using System.Text;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

/// <summary>A policy that checks every metric there is.</summary>
internal static class WatchedPolicy
{
    /// <summary>Its text.</summary>
    public const string Text = """
        kind: Policy
        plan: { weights: [10, 50], every: 1m, passes: 3, maximum: 2h, shadow: 10m }
        evidence: { samples: 500, duration: 1m }
        checks:
          - { metric: latency.p50, atMost: 100ms }
          - { metric: latency.p99, atMost: 250ms, notWorseThanBaseline: 20% }
          - { metric: latency.mean, atMost: 100ms }
          - { metric: errors, atMost: 1%, notWorseThanBaseline: 0.5pp }
          - { metric: accuracy, atLeast: 95%, notWorseThanBaseline: 1pp }
          - { metric: business.conversion, atLeast: 2%, notWorseThanBaseline: 10% }
          - { metric: business.revenue, atLeast: 0.10 }
          - { metric: disagreement, atMost: 5% }
          - { metric: query, name: queue, query: 'max(queue_depth{arm="$arm"})', higherIsWorse: true, atMost: 10, method: point }
        """;

    /// <summary>Seldon's names.</summary>
    public static SeriesNames Names { get; } = PlatformNames.Of(SeriesPlatform.Seldon, new SeriesTarget("fraud", "ml", "main", "candidate"));

    /// <summary>The policy.</summary>
    public static Policy Read()
    {
        ReadResult<PolicyFile> read = SourceDecoder.Decode("policy.yaml", Encoding.UTF8.GetBytes(Text)).Then(YamlLoader.LoadOne).Then(PolicyReader.Read);
        Assert.True(read is ReadResult<PolicyFile>.Read, string.Join('\n', read.Said));
        return ((ReadResult<PolicyFile>.Read)read).Value.Policy;
    }
}
