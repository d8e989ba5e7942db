using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>The predictors of a SeldonDeployment by their roles. It looks into the object given, so that what it writes is written there.</summary>
internal sealed class SeldonArms(JsonObject found, TrafficTarget target)
{
    /// <summary>The list itself.</summary>
    public JsonArray List { get; } = found.Items("spec", "predictors");

    /// <summary>All predictors.</summary>
    public ImmutableArray<JsonObject> Predictors => [.. List.OfType<JsonObject>()];

    /// <summary>Those that have a share of the traffic.</summary>
    public ImmutableArray<JsonObject> Serving => [.. Predictors.Where(predictor => !predictor.IsTrue("shadow"))];

    /// <summary>Those that are no arm.</summary>
    public ImmutableArray<JsonObject> Others => [.. Predictors.Where(predictor => predictor != Stable && predictor != Canary)];

    /// <summary>The baseline; nothing where it is absent.</summary>
    public JsonObject? Stable => List.Named("name", target.Baseline);

    /// <summary>The canary; nothing where it is absent.</summary>
    public JsonObject? Canary => List.Named("name", target.Canary);

    /// <summary>Whether the canary gets copies only.</summary>
    public bool IsShadow => Canary.IsTrue("shadow");

    /// <summary>The names, for people.</summary>
    public string Names => string.Join(", ", Predictors.Select(predictor => predictor.Text("name")));

    /// <summary>The names with their weights, for people.</summary>
    public string Weights => string.Join(", ", Predictors.Select(predictor =>
        string.Create(CultureInfo.InvariantCulture, $"{predictor.Text("name")} {TrafficOf(predictor)}{(predictor.IsTrue("shadow") ? " shadow" : "")}")));

    /// <summary>What is said where the baseline is absent.</summary>
    public string NoStable => $"There is no predictor `{target.Baseline}`; there are: {Names}.";

    /// <summary>The weights of the two arms and of all others.</summary>
    public WeightSplit Split => new(
        Stable is null ? 0 : TrafficOf(Stable),
        Canary is null || IsShadow ? 0 : TrafficOf(Canary),
        Serving.Where(predictor => predictor != Stable && predictor != Canary).Sum(TrafficOf));

    /// <summary>The canary's share; nothing where the weights make no sense. One predictor alone has everything, whatever its weight.</summary>
    public TrafficWeight? Weight
    {
        get
        {
            if (Serving.Any(predictor => TrafficOf(predictor) is < 0 or > 100))
                return null;
            return Canary is null || IsShadow ? TrafficWeight.None : Split.Weight;
        }
    }

    /// <summary>A predictor's weight; absent is 0.</summary>
    public static long TrafficOf(JsonObject predictor) => predictor.Number("traffic") ?? 0;

    /// <summary>Writes weights; a weight that is absent already is left so where 0 is meant.</summary>
    public void Write(WeightSplit split)
    {
        Write(Stable, split.Baseline);
        if (!IsShadow)
            Write(Canary, split.Canary);
    }

    private static void Write(JsonObject? predictor, long weight)
    {
        if (predictor is not null && TrafficOf(predictor) != weight)
            predictor["traffic"] = weight;
    }
}
