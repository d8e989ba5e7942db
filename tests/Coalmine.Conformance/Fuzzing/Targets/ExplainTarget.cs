using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Reports;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Explanations of whatever can be read: as text, as JSON, and carried out on paper.</summary>
internal sealed class ExplainTarget(ToldFiles files) : FuzzTarget("explain", 8)
{
    public override IReadOnlyList<string> Sound => files.Sound;

    public override byte[] Make(Luck luck) => files.Make(luck);

    public override bool Try(byte[] input, Luck luck)
    {
        if (ToldFiles.Load(input) is not { } file)
            return false;
        ImmutableArray<Explanation> told = Explain(input, file, luck.OneIn(2) ? ArgoRelease.V1_9 : ArgoRelease.V1_10);
        foreach (StoryLine line in told.SelectMany(one => ExplanationText.Of(one)))
            if (line.Text?.Contains('\n', StringComparison.Ordinal) == true)
                throw new FoundException($"a line of the text holds a line break: {line.Text}");
        using MemoryStream json = new();
        ExplanationJson.Write(told, json);
        json.Position = 0;
        using JsonDocument parsed = JsonDocument.Parse(json);
        return !told.IsEmpty;
    }

    private static ImmutableArray<Explanation> Explain(byte[] input, ManifestFile file, ArgoRelease release) =>
        ToldFiles.Policy(input) is { } policy ? [ManifestExplanations.Of(policy)] : ManifestExplanations.Of(ManifestSet.Of(file), new ManifestOptions(release));
}
