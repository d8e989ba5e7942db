using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Metrics;

namespace Coalmine.Simulation.Tests.Metrics;

/// <summary>The guide's script asks these, with its deployment's name for ours.</summary>
public sealed class PlatformQueriesTests
{
    [Fact]
    public void Text_UsualQuestions_AreThoseOfTheScript()
    {
        Assert.Equal(
            "histogram_quantile(0.99, sum(rate(seldon_api_executor_client_requests_seconds_bucket"
            + "{deployment_name=\"model\",predictor_name=\"canary\"}[300s])) by (le))",
            Usual(new Metric.LatencyQuantile(0.99), Arm.Canary));
        Assert.Equal(
            "sum(rate(seldon_api_executor_client_requests_seconds_count{deployment_name=\"model\",predictor_name=\"baseline\",code!=\"200\"}[300s]))"
            + " / sum(rate(seldon_api_executor_client_requests_seconds_count{deployment_name=\"model\",predictor_name=\"baseline\"}[300s]))",
            Usual(new Metric.Errors(), Arm.Baseline));
        Assert.Equal("avg(model_accuracy{deployment_name=\"model\",predictor_name=\"canary\"})", Usual(new Metric.Accuracy(), Arm.Canary));
    }

    [Fact]
    public void Text_Written_NamesTheArm() => Assert.Equal(
        "sum(rate(x{predictor_name=\"canary\"}[1m]))",
        PlatformQueries.Text(new QueryQuestion.Written("sum(rate(x{predictor_name=\"$arm\"}[1m]))"), Arm.Canary));

    [Fact]
    public void Text_Disagreement_HasNoUsualQuery() => Assert.Equal("", Usual(new Metric.Disagreement(), Arm.Canary));

    private static string Usual(Metric metric, Arm arm) => PlatformQueries.Text(new QueryQuestion.Usual(metric, TimeSpan.FromMinutes(5)), arm);
}
