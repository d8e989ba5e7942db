using System.Net;
using System.Text;
using Coalmine.Live.Files;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Files;

/// <summary>Files of kind Follow.</summary>
public sealed class FollowSettingsTests
{
    private const string Usual = """
        kind: Follow
        name: fraud
        policy: policies/fraud.yaml
        rollout: { namespace: models, name: fraud }
        prometheus:
          url: http://prometheus:9090
          metrics: { platform: seldon, name: fraud, namespace: models, baseline: main, canary: candidate }
        """;

    [Fact]
    public void AFile_IsRead_WithItsDefaults()
    {
        FollowSettings settings = Assert.IsType<ReadResult<FollowSettings>.Read>(Read(Usual)).Value;
        Assert.Equal(new FollowedObject.ArgoRollout("models", "fraud"), settings.Followed);
        Assert.Equal((Path.Combine("folder", "policies/fraud.yaml"), Path.Combine("folder", "journal")), (settings.PolicyFile, settings.JournalFolder));
        Assert.Equal(new PortSettings(IPAddress.Loopback, 9180, ""), settings.Port);
        Assert.Empty(settings.Namespaces);
        Assert.Null(settings.Weight);
    }

    [Fact]
    public void ACanary_AndAWeight()
    {
        FollowSettings settings = Assert.IsType<ReadResult<FollowSettings>.Read>(Read(Usual.Replace("rollout:", "weight: 50%\ncanary:", StringComparison.Ordinal))).Value;
        Assert.Equal(new FollowedObject.FlaggerCanary("models", "fraud"), settings.Followed);
        Assert.Equal(new TrafficWeight(50), settings.Weight);
    }

    [Theory]
    [InlineData("kind: Follow", "kind: Live", "CM3170", 1)]
    [InlineData("name: fraud\n", "name: Fraud\n", "CM3151", 2)]
    [InlineData("rollout: {", "canary: { namespace: models, name: fraud }\nrollout: {", "CM3171", 1)]
    [InlineData("rollout: { namespace: models, name: fraud }\n", "", "CM3171", 1)]
    [InlineData("rollout: {", "watchEvery: 20s\nrollout: {", "CM3172", 4)]
    [InlineData("rollout: {", "port: { address: 0.0.0.0 }\nrollout: {", "CM3160", 4)]
    public void WhatIsWrong_IsSaidAtItsPlace(string right, string wrong, string id, int line)
    {
        ReadResult<FollowSettings> read = Read(Usual.Replace(right, wrong, StringComparison.Ordinal));
        Diagnostic said = Assert.Single(Assert.IsType<ReadResult<FollowSettings>.Refused>(read).Diagnostics);
        Assert.Equal((id, line), (said.Id, said.Position.Line));
    }

    private static ReadResult<FollowSettings> Read(string text) =>
        SourceDecoder.Decode(Path.Combine("folder", "follow.yaml"), Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne).Then(FollowSettingsReader.Read);
}
