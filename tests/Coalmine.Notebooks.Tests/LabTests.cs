using System.Collections.Immutable;
using Coalmine.Notebooks.Showing;
using Coalmine.Workbench.Calibration;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Xunit;

namespace Coalmine.Notebooks.Tests;

/// <summary>What cells and programs ask.</summary>
public sealed class LabTests
{
    private static readonly string Healthy = Tree.File("scenarios", "catalogue", "healthy.yaml");
    private static readonly string Drop = Tree.File("scenarios", "catalogue", "silent-accuracy-drop.yaml");
    private static readonly string Script = Tree.File("scenarios", "policies", "guide-script.yaml");

    [Fact]
    public void Study_OfOneScenario_IsWhatEveryCoreAndEveryRunGives()
    {
        LoadedScenario world = Lab.Scenario(Drop);
        StudyResult first = Lab.Study([world], [], replications: 20);
        StudyResult second = Lab.Study([world], [Lab.Policy(world.PolicyPath)], replications: 20);
        Assert.Equal(first.Measures(), second.Measures());
        Assert.Equal(20, first.Rollouts);
        Measured missed = Assert.Single(first.Measures("error.missedRegression"));
        Assert.InRange(missed.Estimate, missed.Lower, missed.Upper);
        Assert.Empty(first.Measures("error.falseRollback"));
    }

    [Fact]
    public void ChangedText_ChangesTheWorld_AndNothingElse()
    {
        LoadedScenario slow = Lab.Scenario(Healthy, "rate: 200/s", "rate: 20/s");
        Assert.Equal("healthy", slow.Facts.Name);
        Assert.NotEqual(Lab.Scenario(Healthy).Key, slow.Key);
        Assert.Equal(Lab.Scenario(Healthy).Key, Lab.Scenario(Healthy, "rate: 200/s", "rate: 200/s").Key);
    }

    [Fact]
    public void Fit_IsShown_AndGivesWorlds()
    {
        CalibratedScenario fit = Lab.Calibrate(Tree.File("scenarios", "calibrated", "telemetry.csv"));
        ImmutableArray<Shown> shown = Presentation.Of(fit);
        Assert.False(shown[0].Png.IsEmpty);
        Assert.Contains("traffic.rate", shown[1].Text, StringComparison.Ordinal);
        Assert.Contains("users: counters do not tell", shown[1].Html, StringComparison.Ordinal);
        Assert.All([fit.LatencyPicture(), fit.LabelPicture()], picture => Assert.False(picture.Png.IsEmpty));

        // The estimate of 60.1 requests a second, and others around it.
        Assert.Equal(60.117, Lab.Scenario(fit).World.World.Traffic.RequestsPerSecond, 1e-9);
        ImmutableArray<LoadedScenario> worlds = Lab.Worlds(fit, 3, seed: 4);
        Assert.Equal(3, worlds.Select(world => world.World.World.Traffic.RequestsPerSecond).Distinct().Count());
        Assert.Equal(Lab.Worlds(fit, 2, seed: 4).Select(world => world.Key), worlds.Take(2).Select(world => world.Key));
        Assert.Throws<RefusedException>(() => Lab.Calibrate("no-such-file.csv"));
    }

    [Theory]
    [InlineData("rate: 7/s", "nowhere")]
    [InlineData("pods", "more than once")]
    public void ReplacedText_MustStandThereOnce(string replaced, string why)
    {
        string file = replaced == "pods" ? Tree.File("scenarios", "catalogue", "one-pod-canary.yaml") : Healthy;
        string text = replaced == "pods" ? ":" : replaced;
        Assert.Contains(why, Assert.Throws<ArgumentException>(() => Lab.Scenario(file, text, "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongFile_ThrowsEverythingThatIsWrong_AtItsPlace()
    {
        RefusedException refused = Assert.Throws<RefusedException>(() => Lab.Scenario(Healthy, "rate: 200/s", "rate: fast"));
        Assert.Contains("healthy.yaml:6:", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Diagnostics);
        Assert.Throws<RefusedException>(() => Lab.Policy("no-such-file.yaml"));
        Assert.Throws<RefusedException>(() => Lab.Replay("no-such-file.jsonl"));
    }

    [Fact]
    public void Power_OfAccuracy_TakesItsOwnValues()
    {
        PowerAnswer answer = Lab.Power("accuracy", 0.97, 0.94, 200, 0.1);
        Assert.Equal(0.03, answer.Question.Before, 1e-12);
        Assert.Equal(0.06, answer.Question.After, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => Lab.Power("accuracy", 0.94, 0.97, 200, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lab.Power("errors", 0.01, 0.02, 200, 1));
    }

    [Fact]
    public void Sight_OfAManifest_IsRefused_AndOfAPolicyGiven()
    {
        LoadedScenario world = Lab.Scenario(Drop);
        Assert.Throws<ArgumentException>(() => Lab.Sight(world, Lab.Policy(Tree.File("scenarios", "manifests", "argo-repaired.yaml"))));
        Assert.NotEmpty(Lab.Sight(world, Lab.Policy(Tree.File("scenarios", "policies", "dashboard.yaml"))).Checks);
    }

    [Fact]
    public void EveryResult_IsShownAsAPictureOrATable()
    {
        RolloutPolicy script = Lab.Policy(Script);
        LoadedScenario world = Lab.Scenario(Drop);
        StudyResult study = Lab.Study([world], [script], replications: 20);
        string journal = Tree.File("scenarios", "incidents", "silent-accuracy-drop", "journal.jsonl");
        AssertShown(1, 1, study);
        AssertShown(1, 1, study.Scenarios[0]);
        AssertShown(1, 1, Lab.Simulate(world, script));
        AssertShown(0, 1, Lab.Replay(journal));
        AssertShown(0, 1, Lab.Replay(journal, Lab.Policy(Tree.File("scenarios", "policies", "guide-ramp.yaml"))));
        AssertShown(0, 1, world);
        AssertShown(0, 1, script);
        AssertShown(0, 1, Lab.Sight(world, Lab.Policy(Tree.File("scenarios", "policies", "dashboard.yaml"))));
        AssertShown(0, 1, Lab.Explain(Script)[0]);
        AssertShown(0, 1, Lab.Explain(Tree.File("scenarios", "manifests", "argo-repaired.yaml"))[0]);
        AssertShown(0, 5, Lab.Worlds(50, 0.005, TimeSpan.FromMilliseconds(180)));
        AssertShown(1, 0, study.Picture());
    }

    [Fact]
    public void UnsafeSettings_AreRepeatedInEveryTextAndTable()
    {
        RolloutPolicy script = Lab.Policy(Script);
        LoadedScenario world = Lab.Scenario(Drop);
        Assert.NotEmpty(script.UnsafeSettings);
        object[] all = [script, Lab.Simulate(world, script), Lab.Study([world], [script], replications: 20)];
        Assert.All(all, result =>
        {
            Shown told = Presentation.Of(result)[^1];
            Assert.Contains("Unsafe in guide-script", told.Text, StringComparison.Ordinal);
            Assert.Contains("Unsafe in guide-script", told.Html, StringComparison.Ordinal);
        });
    }

    private static void AssertShown(int pictures, int tables, object result)
    {
        ImmutableArray<Shown> shown = Presentation.Of(result);
        Assert.Equal((pictures, tables), (shown.Count(each => !each.Png.IsEmpty), shown.Count(each => each.Html.Length > 0)));
        Assert.All(shown, each => Assert.NotEmpty(each.Text));
    }
}
