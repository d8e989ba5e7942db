using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Evidence;
using Coalmine.Workbench.Policies;
using Xunit;

namespace Coalmine.Workbench.Tests.Policies;

/// <summary>Two states of one manifest, read together: that is how a change is compared with what there was.</summary>
public sealed class ManifestNamesakeTests
{
    private static readonly (string Name, string Text) Before = ("before.yaml", ManifestText.Rollout() + "---\n" + ManifestText.Asking(ManifestText.ErrorShare));

    private static readonly (string Name, string Text) After = ("after.yaml", ManifestText.Rollout() + "---\n" + ManifestText.Asking("vector(1)"));

    [Fact]
    public void Policies_OfTwoFiles_AskWhatTheirOwnFileSays_InEitherOrder()
    {
        foreach ((string Name, string Text)[] files in new[] { new[] { Before, After }, [After, Before] })
        {
            ForeignPolicy[] policies = [.. ManifestText.Policies(ManifestText.Set(files)).Cast<ForeignPolicy>()];
            Assert.Equal(files.Select(file => file.Name), policies.Select(policy => policy.File));
            Assert.Equal(
                files.Select(file => file == After ? "vector(1)" : ManifestText.ErrorShare),
                policies.Select(AskedBy));
        }
    }

    [Fact]
    public void Key_AndFiles_AreThoseOfTheFileAlone_WhateverIsReadBesideIt()
    {
        ForeignPolicy alone = ManifestText.Policy(ManifestText.Set(Before));
        foreach ((string Name, string Text)[] files in new[] { new[] { Before, After }, [After, Before] })
        {
            RolloutPolicy beside = ManifestText.Policies(ManifestText.Set(files)).Single(policy => policy.Name == "before");
            Assert.Equal(alone.Key, beside.Key);
            Assert.Equal(["before.yaml"], beside.Files);
        }
    }

    [Fact]
    public void Key_DependsOnATemplateOfAnotherFile_AndNotOnAFileThatIsNotUsed()
    {
        (string, string) rollout = ("r.yaml", ManifestText.Rollout());
        (string, string) canary = ("c.yaml", ManifestText.Canary("prometheus", "vector(1)"));
        string Key(params (string, string)[] files) => ManifestText.Policies(ManifestText.Set(files)).Single(policy => policy.Name == "r").Key;
        string key = Key(rollout, ("t.yaml", ManifestText.Asking("vector(1)")));
        Assert.Equal(key, Key(canary, ("t.yaml", ManifestText.Asking("vector(1)")), rollout));
        Assert.NotEqual(key, Key(rollout, ("t.yaml", ManifestText.Asking("vector(2)"))));
    }

    [Fact]
    public void Templates_OfTwoOtherFiles_ThatDiffer_AreRefusedWhereTheyAreNamed_WithBothPlaces()
    {
        ManifestSet set = ManifestText.Set(("r.yaml", ManifestText.Rollout()), ("a.yaml", ManifestText.Asking("vector(1)")), ("b.yaml", ManifestText.Asking("vector(2)")));
        Diagnostic said = Assert.Single(ManifestText.Refusal(set));
        Assert.Equal("r.yaml:18:40 CM1707", ManifestText.Place(said));
        Assert.Contains("a.yaml:3:18 and, otherwise, at b.yaml:3:18", said.Message, StringComparison.Ordinal);
    }

    private static string AskedBy(ForeignPolicy policy) =>
        Assert.IsType<QueryQuestion.Foreign>(Assert.Single(policy.Manifest.Controller.Measurements.Queries).Question).Text;
}
