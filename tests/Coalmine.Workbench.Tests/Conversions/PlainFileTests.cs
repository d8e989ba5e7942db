using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Conversions;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Tests.Explanations;
using Coalmine.Workbench.Tests.Scenarios;
using Coalmine.Workbench.Traces;
using Xunit;

namespace Coalmine.Workbench.Tests.Conversions;

/// <summary>The files under scenarios/manifests/plain: a policy, a Rollout and a Canary, each of which can be said in the words of the other two.</summary>
public sealed class PlainFileTests
{
    private static readonly ConversionNames Names = new("parcel-eta") { Namespace = "models" };

    /// <summary>Each file with each of the other kinds.</summary>
    public static TheoryData<string, ConversionTarget> Pairs => new()
    {
        { "policy", ConversionTarget.Argo },
        { "policy", ConversionTarget.Flagger },
        { "argo", ConversionTarget.Policy },
        { "argo", ConversionTarget.Flagger },
        { "flagger", ConversionTarget.Policy },
        { "flagger", ConversionTarget.Argo },
    };

    // Flagger joins the lines of a query before it asks it, and so do files that were once a Canary's: lines count from then on only.
    [Theory]
    [MemberData(nameof(Pairs))]
    public void File_ThereAndBackAndThereAgain_IsTheSame(string file, ConversionTarget target)
    {
        string there = Convert(Shipped(file), target);
        string back = Convert(there, KindOf(file));
        string again = Convert(back, target);
        Assert.Equal(Joined(there), Joined(again));
        Assert.Equal(back, Convert(again, KindOf(file)));
    }

    // The same seed gives the same world; its rates lie far from the limits, so that seconds by which the controllers differ change nothing.
    [Theory]
    [MemberData(nameof(Pairs))]
    public void File_InOtherWords_DecidesTheSame(string file, ConversionTarget target)
    {
        string converted = Convert(Shipped(file), target);
        foreach (LoadedScenario world in MadeWorlds.Of(new ServiceNumbers(200, 0.005, 0.18)).Where(each => each.Facts.Name is "healthy" or "more-errors"))
            for (int replication = 0; replication < 3; replication++)
                Assert.Equal(Decisions(Policy(Shipped(file)), world, replication), Decisions(Policy(converted), world, replication));
    }

    private static string Shipped(string name) => File.ReadAllText(Path.Combine(ShippedFiles.Folder, "manifests", "plain", $"{name}.yaml"));

    private static ConversionTarget KindOf(string file) => file switch
    {
        "argo" => ConversionTarget.Argo,
        "flagger" => ConversionTarget.Flagger,
        _ => ConversionTarget.Policy,
    };

    private static string Joined(string text) => string.Concat(text.Replace("|-", "", StringComparison.Ordinal).Where(letter => letter is not ('"' or '\\' or ' ' or '\n')));

    private static bool IsPolicy(string text) => text.Contains("kind: Policy", StringComparison.Ordinal);

    private static string Convert(string text, ConversionTarget target) => (IsPolicy(text)
        ? ManifestConversion.Of(Explained.Policy("x.yaml", text), Explained.Manifest("x.yaml", text), target, Names)
        : ManifestConversion.Of(ManifestSet.Of(Explained.Manifest("x.yaml", text)), target, Names, ManifestOptions.Usual)) switch
    {
        ConversionResult.Converted converted => Encoding.UTF8.GetString([.. converted.Bytes]),
        ConversionResult.Lost lost => throw new InvalidOperationException(string.Join("\n", lost.Diagnostics)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static RolloutPolicy Policy(string text) => IsPolicy(text)
        ? new NativePolicy(Explained.Policy("x.yaml", text))
        : Assert.Single(Assert.IsType<ReadResult<System.Collections.Immutable.ImmutableArray<RolloutPolicy>>.Read>(
            ManifestPolicies.Of(ManifestSet.Of(Explained.Manifest("x.yaml", text)), ManifestOptions.Usual)).Value);

    // The weights in order, up to the promotion, and the outcome.
    private static string Decisions(RolloutPolicy policy, LoadedScenario scenario, long replication)
    {
        RolloutTrace trace = Assert.IsType<PairingResult.Bound>(policy.Bind(scenario)).Pairing.Trace(7, replication);
        IEnumerable<TrafficWeight> weights = trace.Events.TakeWhile(each => each is not TraceEvent.Promoted).OfType<TraceEvent.WeightSet>().Select(set => set.Weight);
        return $"{string.Join(", ", weights.Where(weight => weight.Parts is > 0 and < 100))}: {trace.Result.Outcome}";
    }
}
