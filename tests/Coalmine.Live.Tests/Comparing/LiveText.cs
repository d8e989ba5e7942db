using System.Text;
using Coalmine.Live.Files;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;

namespace Coalmine.Live.Tests.Comparing;

/// <summary>A file of kind Live with a comparator.</summary>
internal static class LiveText
{
    /// <summary>Reads it.</summary>
    /// <param name="comparator">The section.</param>
    /// <param name="bind">What is bound beside the platform's names.</param>
    public static ReadResult<LiveSettings> Read(string comparator, string bind = "[]") => SourceDecoder.Decode(
        "live.yaml",
        Encoding.UTF8.GetBytes($$"""
            kind: Live
            name: fraud
            policy: policy.yaml
            namespaces: [models]
            target: { platform: seldon, namespace: models, name: fraud, baseline: main, canary: candidate }
            prometheus:
              url: http://127.0.0.1:9090
              metrics: { platform: seldon, name: fraud, namespace: models, baseline: main, canary: candidate, bind: {{bind}} }
            comparator: {{comparator}}
            """)).Then(YamlLoader.LoadOne).Then(LiveSettingsReader.Read);
}
