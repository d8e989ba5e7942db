using System.Collections.Immutable;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Linting;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tests.Policies;
using Xunit;

namespace Coalmine.Workbench.Tests.Linting;

public sealed class LintPricingTests
{
    private const int Replications = 10;

    // Errors of 0.5 % pass a limit of 5 % in every look of a healthy world, and so do errors of 3.5 %: thousands of requests a window.
    private static readonly LintPricing Pricing = new([.. MadeWorlds.Of(new ServiceNumbers(50, 0.005, 0.18)).Where(world => world.Facts.Name is "healthy" or "errors-later")],
        ManifestOptions.Usual, 20261128, Replications);

    [Fact]
    public void Policy_IsPricedAsItStands_AndOnceMoreForEachFindingThatCanBeMended()
    {
        ManifestSet set = Set("result[0] < 0.05");
        ImmutableArray<Finding> findings = Linter.Lint(set);
        Finding mendable = Assert.Single(findings, finding => !finding.Edits.IsEmpty);
        LintPrice[] prices = [.. Price(set, findings)];
        Assert.Equal(
            [("healthy", true, 0, null), ("errors-later", false, Replications, null), ("healthy", true, 0, mendable), ("errors-later", false, Replications, mendable)],
            prices.Select(price => (price.Scenario, price.IsHealthy, (int)price.Errors, price.Mended)));
        Assert.All(prices, price => Assert.Equal(("r", Replications), (price.Policy, price.Rollouts)));
        LintReport report = new(["r.yaml"], findings, [.. prices]);
        Assert.Equal(prices[2..], report.PricesOf(mendable));
    }

    [Fact]
    public void File_ThatNobodyWouldCarryOut_HasNoPrice()
    {
        ManifestSet set = ManifestText.Shipped("argo-guide");
        Assert.Empty(Price(set, Linter.Lint(set)));
    }

    [Theory]
    [InlineData("seldon-canary")]
    [InlineData("prometheus-rules-guide")]
    public void File_ThatDecidesNothing_HasNoPrice(string name)
    {
        ManifestSet set = ManifestText.Shipped(name);
        Assert.Empty(Price(set, Linter.Lint(set)));
    }

    [Fact]
    public void Policy_ThatNoWorldAnswers_HasNoPrice()
    {
        ManifestSet set = ManifestText.Set(("r.yaml", ManifestText.Rollout()), ("t.yaml", ManifestText.Template("web: {url: 'http://judge', jsonPath: '{$.x}'}")));
        Assert.Empty(Price(set, Linter.Lint(set)));
    }

    [Fact]
    public void Pricing_ThatIsCancelled_HasNoPrice()
    {
        ManifestSet set = Set("len(result) > 0 && result[0] < 0.05");
        Assert.Empty(Pricing.Of(set, Linter.Lint(set), new Nobody(), new CancellationToken(canceled: true)));
    }

    private static ManifestSet Set(string condition) => ManifestText.Set(("r.yaml", ManifestText.Rollout()), ("t.yaml", ManifestText.Asking(ManifestText.ErrorShare, condition)));

    private static ImmutableArray<LintPrice> Price(ManifestSet set, ImmutableArray<Finding> findings) => Pricing.Of(set, findings, new Nobody(), CancellationToken.None);

    private sealed class Nobody : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
        }
    }
}
