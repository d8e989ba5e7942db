using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;

namespace Coalmine.Manifests.Tests.Native;

/// <summary>Policies as short as they can be, around the lines that a test is about.</summary>
internal static class PolicyText
{
    public const string Plan = "plan: { weights: [10, 50, 100], every: 5m, passes: 3, maximum: 6h }";

    public const string Checks = "checks: [ { metric: errors, atMost: 1% } ]";

    /// <summary>A policy of some lines.</summary>
    public static string Of(params string[] lines) => string.Join('\n', ["kind: Policy", .. lines]);

    public static ReadResult<PolicyFile> Read(params string[] lines) => YamlLoader.LoadOne(new SourceText("p.yaml", Of(lines))).Then(PolicyReader.Read);

    public static PolicyFile Accepted(params string[] lines)
    {
        ReadResult<PolicyFile> result = Read(lines);
        return result is ReadResult<PolicyFile>.Read read ? read.Value : throw new Xunit.Sdk.XunitException(string.Join('\n', result.Said));
    }

    public static string Refused(params string[] lines) => Refusal.Of(Read(lines));
}
