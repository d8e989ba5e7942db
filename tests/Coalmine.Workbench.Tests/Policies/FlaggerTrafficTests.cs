using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Policies;

/// <summary>Where a Canary's requests come from: copies, load tests, a match; what is said of it, and what is refused with a way out.</summary>
public sealed class FlaggerTrafficTests
{
    private const string BlueGreen = "iterations: 3";
    private const string OneByOne = "stepWeight: 25, maxWeight: 50";

    [Theory]
    [InlineData("istio", OneByOne + ", mirror: true", 1)]
    [InlineData("istio", OneByOne + ", mirror: true, mirrorWeight: 30", 0.3)]
    [InlineData("gatewayapi:v1", BlueGreen + ", mirror: true, mirrorWeight: 30", 1)]
    [InlineData("gatewayapi:v1", OneByOne + ", mirror: true", 0)]
    [InlineData("kubernetes", BlueGreen + ", mirror: true", 0)]
    [InlineData("istio", BlueGreen + ", mirror: true, match: [{headers: {x: {exact: y}}}]", 0)]
    [InlineData("istio", OneByOne, 0)]
    public void Copies_AreWhatTheRouterMakes(string provider, string analysis, double share) =>
        Assert.Equal(share, Traffic(Canary(analysis, provider), ManifestOptions.Usual).MirroredShare);

    [Theory]
    [InlineData("istio", "http://cart-canary.shop:80/", false)]
    [InlineData("istio", "http://cart.shop/", true)]
    [InlineData("istio", "http://gateway.test/", true)]
    [InlineData("kubernetes", "http://cart-canary/", false)]
    public void LoadTest_GoesWhereItsAddressSays(string provider, string address, bool followsRoutes)
    {
        ForeignTraffic traffic = Traffic(Canary(BlueGreen, provider, Load($"hey -z 2m -q 10 -c 2 {address}")), ManifestOptions.Usual);
        Assert.Equal([new LoadTest("load", 20, TimeSpan.FromMinutes(2), followsRoutes)], traffic.LoadTests);
        Assert.Contains("20 requests a second for 2m", Assert.Single(traffic.Words, words => words.Contains("hook load", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void LoadTest_PastTheGatewayThatMeasures_IsLeftOut()
    {
        ForeignTraffic traffic = Traffic(Canary(BlueGreen, "nginx", Load("hey -z 1m -q 10 -c 2 http://cart-canary/")), ManifestOptions.Usual);
        Assert.Empty(traffic.LoadTests);
        Assert.Contains(traffic.Words, words => words.Contains("past the gateway", StringComparison.Ordinal));
        Assert.Contains(traffic.Words, words => words.Contains("nobody sends the canary a request", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("k6 run load.js", "k6 is given no limit")]
    [InlineData("hey -z 1m http://cart-canary/", "hey is given no limit")]
    public void LoadTest_ThatDoesNotTell_IsRefusedWithTheWayOut(string command, string said)
    {
        string canary = Canary(BlueGreen, "istio", Load(command));
        Diagnostic diagnostic = Assert.Single(Refused(canary, ManifestOptions.Usual, Compiled()));
        Assert.Equal("c.yaml:14:67 CM2251", ManifestText.Place(diagnostic));
        Assert.Contains(said, diagnostic.Message, StringComparison.Ordinal);

        // Whoever says the rate, on the command line or in the scenario, is taken at his word.
        Assert.Equal(5, Bound(canary, ManifestOptions.Usual with { Load = 5 }, Compiled()).Tests.Steady);
        Assert.Equal(7, Bound(canary, ManifestOptions.Usual, Compiled("load: 7/s")).Tests.Steady);
    }

    [Fact]
    public void LoadTest_ThatDoesNotTell_IsLeftOutWhereUsersComeToo()
    {
        ForeignTraffic traffic = Traffic(Canary(OneByOne, "istio", Load("k6 run load.js")), ManifestOptions.Usual);
        Assert.Empty(traffic.Untold);
        Assert.Contains(traffic.Words, words => words.Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_OfTheScenario_ComesOnTop_AndThatOfTheOptionInPlace()
    {
        string canary = Canary(BlueGreen, "istio", Load("hey -z 1m -q 10 -c 2 http://cart-canary/"));
        TestTraffic onTop = Bound(canary, ManifestOptions.Usual, Compiled("load: 7/s")).Tests;
        Assert.Equal((7, 1), (onTop.Steady, onTop.LoadTests.Length));
        TestTraffic inPlace = Bound(canary, ManifestOptions.Usual with { Load = 0 }, Compiled("load: 7/s")).Tests;
        Assert.Equal((0, 0), (inPlace.Steady, inPlace.LoadTests.Length));
    }

    [Theory]
    [InlineData(BlueGreen)]
    [InlineData(OneByOne)]
    public void Match_WithoutAShare_IsRefusedWithTheWayOut(string analysis)
    {
        string canary = Canary(analysis + ", match: [{headers: {x: {exact: y}}}]");
        Assert.Equal("CM2250", Assert.Single(Refused(canary, ManifestOptions.Usual, Compiled())).Id);
        World said = Bound(canary, ManifestOptions.Usual with { Match = 0.05 }, Compiled("match: 20%"));
        Assert.Equal((0.05, true), (said.Traffic.Matched, said.Traffic.Users.Sticky));
        Assert.Equal(0.2, Bound(canary, ManifestOptions.Usual, Compiled("match: 20%")).Traffic.Matched);
    }

    [Fact]
    public void Match_IsDroppedWhereNothingIsRouted() =>
        Assert.Null(Traffic(Canary(BlueGreen + ", match: [{headers: {x: {exact: y}}}]", "kubernetes"), ManifestOptions.Usual).Match);

    // Three iterations with one failed check before them: blue/green ends on tick 3 + 4 + 1, noticed half a minute after the push.
    [Fact]
    public void BlueGreen_WithALoadTest_IsPromoted_AndShowsNoUserTheCanaryBefore()
    {
        string canary = Canary(BlueGreen, "kubernetes", Load("hey -z 1m -q 10 -c 2 http://cart-canary/"));
        RolloutResult result = Run(canary, ManifestOptions.Usual, Compiled());
        Assert.Equal((RolloutOutcome.Promoted, 30 + 60 * 8), (result.Outcome, result.EndedAt.Seconds));
        RolloutResult without = Run(Canary(BlueGreen, "kubernetes"), ManifestOptions.Usual, Compiled());
        Assert.Equal((RolloutOutcome.RolledBackForWantOfEvidence, 0), (without.Outcome, without.CanaryRequests));
    }

    // From tick 1 at 90 s to tick 4, which takes it back after two failed checks: 180 s of 10 % of 200 requests.
    [Fact]
    public void AbTest_ExposesTheShareThatMatches()
    {
        LoadedScenario bad = Compiled("canary: { like: baseline, faults: [ { errorIncrease: { by: 20pp } } ] }");
        RolloutResult result = Run(Canary(BlueGreen + ", match: [{headers: {x: {exact: y}}}]"), ManifestOptions.Usual with { Match = 0.1 }, bad);
        Assert.Equal((RolloutOutcome.RolledBackOnEvidence, 30 + 60 * 4), (result.Outcome, result.EndedAt.Seconds));
        Assert.Equal(180 * 200 * 0.1, result.ExposedRequests, 1e-6);
    }

    private static string Load(string command) => $"[{{name: load, url: 'http://tester', metadata: {{cmd: '{command}'}}}}]";

    private static string Canary(string analysis, string provider = "istio", string hooks = "[]") =>
        $$$"""
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: cart, namespace: shop}
        spec:
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}
          provider: {{{provider}}}
          service: {port: 80}
          progressDeadlineSeconds: 600
          analysis: {interval: 1m, threshold: 2, {{{analysis}}},
            metrics: [
              {name: request-success-rate, interval: 1m, thresholdRange: {min: 95}},
              {name: request-duration, interval: 1m, thresholdRange: {max: 10000}}
            ],
            webhooks: {{{hooks}}}}

        """;

    private static ForeignPolicy Policy(string canary, ManifestOptions options) => Assert.IsType<ForeignPolicy>(Assert.Single(
        Assert.IsType<ReadResult<ImmutableArray<RolloutPolicy>>.Read>(ManifestPolicies.Of(ManifestText.Set(("c.yaml", canary)), options)).Value));

    private static ForeignTraffic Traffic(string canary, ManifestOptions options) => Policy(canary, options).Manifest.Traffic;

    private static ImmutableArray<Diagnostic> Refused(string canary, ManifestOptions options, LoadedScenario scenario) =>
        Assert.IsType<PairingResult.NotFaithful>(Policy(canary, options).Bind(scenario)).Diagnostics;

    private static Pairing Pair(string canary, ManifestOptions options, LoadedScenario scenario) =>
        Assert.IsType<PairingResult.Bound>(Policy(canary, options).Bind(scenario)).Pairing;

    private static World Bound(string canary, ManifestOptions options, LoadedScenario scenario)
    {
        _ = Pair(canary, options, scenario);
        ForeignTraffic traffic = Traffic(canary, options);
        World world = scenario.World.World;
        return world with { Traffic = traffic.UsersOf(world.Traffic), Tests = traffic.TestsIn(world) };
    }

    private static RolloutResult Run(string canary, ManifestOptions options, LoadedScenario scenario) => Pair(canary, options, scenario).Trace(20261128, 0).Result;

    private static LoadedScenario Compiled(params string[] lines) =>
        Assert.IsType<ReadResult<LoadedScenario>.Read>(LoadedScenario.Compile(ScenarioText.Accepted(lines))).Value;
}
