using Coalmine.PromQL.Parsing;

namespace Coalmine.Simulation.Metrics;

/// <summary>What the room says about queries.</summary>
internal static class QueryMessages
{
    /// <summary>A metric without a usual query.</summary>
    public const string NoUsualQuery = "No metric of the platform answers this; write the query out, or use a method that reads counters (fixed, sequential).";

    /// <summary>A selector that no series of the world matches.</summary>
    public static string NamesNoSeries(Expression.Selector selector) =>
        $"{{{string.Join(",", selector.Matchers)}}} names no series of this world, so it could never bring data; the world has {SeldonSeries.Requests} "
        + $"(_bucket, _count, _sum), {SeldonSeries.Accuracy}, {SeldonSeries.Conversions}, {SeldonSeries.Revenue} "
        + $"(_bucket, _count, _sum), from a model with scores {SeldonSeries.Scores} (_bucket, _count, _sum), and where requests have classes "
        + $"{SeldonSeries.Predictions} and {SeldonSeries.Labelled}, with "
        + $"deployment_name=\"{SeldonSeries.Deployment}\" and predictor_name \"baseline\" or \"canary\"; where memory grows {SeldonSeries.Memory} "
        + "with pod \"baseline-0\" or \"canary-0\" and so on.";
}
