using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>The routes of one object in which both arms stand side by side, whatever the platform calls them.</summary>
/// <param name="Target">Which of them are steered.</param>
/// <param name="Routes">All routes of the object.</param>
/// <param name="DestinationsOf">The list of destinations of a route.</param>
/// <param name="IsArm">Whether a destination is an arm.</param>
/// <param name="WeightOf">A destination's weight.</param>
internal sealed record RouteArms(
    TrafficTarget Target,
    JsonArray Routes,
    Func<JsonObject, JsonArray> DestinationsOf,
    Func<JsonObject, Arm, bool> IsArm,
    Func<JsonObject, long> WeightOf)
{
    /// <summary>The routes to steer.</summary>
    public ImmutableArray<JsonObject> Steered
    {
        get
        {
            JsonObject[] all = [.. Routes.OfType<JsonObject>()];
            if (Target.Route.Length == 0)
                return [.. all.Where(route => Find(route, Arm.Baseline) is not null && Find(route, Arm.Canary) is not null)];
            if (all.FirstOrDefault(route => route.Text("name") == Target.Route) is JsonObject named)
                return [named];
            bool isPlace = int.TryParse(Target.Route, NumberStyles.None, CultureInfo.InvariantCulture, out int place) && place < all.Length;
            return isPlace ? [all[place]] : [];
        }
    }

    /// <summary>Why nothing can be steered; empty where something can.</summary>
    public string Problem
    {
        get
        {
            ImmutableArray<JsonObject> steered = Steered;
            if (steered.IsEmpty)
            {
                return Target.Route.Length == 0
                    ? TrafficMessages.NoRouteWithBoth(Target.Baseline, Target.Canary)
                    : TrafficMessages.NoSuchRoute(Target.Route, [.. Routes.Select(NameOf)]);
            }

            JsonObject? lacking = steered.FirstOrDefault(route => Find(route, Arm.Baseline) is null || Find(route, Arm.Canary) is null);
            if (lacking is not null)
            {
                string which = Find(lacking, Arm.Canary) is null ? Target.Canary : Target.Baseline;
                return $"The route `{Target.Route}` has no `{which}`; add it with weight 0.";
            }

            return steered.Any(route => SplitOf(route).Weight is null) ? "The weights of the route are no shares of anything." : "";
        }
    }

    /// <summary>The canary's share; nothing where the routes differ in it.</summary>
    public TrafficWeight? Weight
    {
        get
        {
            TrafficWeight?[] weights = [.. Steered.Select(route => SplitOf(route).Weight).Distinct()];
            return weights.Length == 1 ? weights[0] : null;
        }
    }

    /// <summary>The largest share of the canary in any route.</summary>
    public TrafficWeight Largest => Steered.Select(route => SplitOf(route).Weight ?? TrafficWeight.None).DefaultIfEmpty(TrafficWeight.None).Max();

    /// <summary>Gives the canary a share of every route.</summary>
    /// <returns>Why that is not possible; empty where it was done.</returns>
    public string Write(TrafficWeight weight)
    {
        foreach (JsonObject route in Steered)
        {
            WeightSplit now = SplitOf(route);
            // A share written before stays as it is, total and all: nothing is rewritten only to look different.
            if (now.Weight is TrafficWeight found && found.CompareTo(weight) == 0)
                continue;
            if (now.With(weight, 100 % Math.Max(1, weight.Total) == 0 ? 100 : weight.Total, out string problem) is not WeightSplit split)
                return problem;
            Find(route, Arm.Baseline)!["weight"] = split.Baseline;
            Find(route, Arm.Canary)!["weight"] = split.Canary;
        }

        return "";
    }

    /// <summary>What is wrong with what was written; empty for nothing.</summary>
    public string Flaw(RouteArms before, long most)
    {
        foreach (JsonObject route in Steered)
        {
            JsonObject[] all = [.. DestinationsOf(route).OfType<JsonObject>()];
            if (all.Any(destination => WeightOf(destination) < 0 || WeightOf(destination) > most) || all.Sum(WeightOf) <= 0)
                return "The weights of the route are out of range or sum to nothing.";
        }

        return AreAlike([.. before.Untouched()], [.. Untouched()]) ? "" : TrafficMessages.ForeignElement;
    }

    /// <summary>Whether two lists hold the same.</summary>
    public static bool AreAlike(JsonNode?[] before, JsonNode?[] after) =>
        before.Length == after.Length && before.Zip(after).All(pair => JsonNode.DeepEquals(pair.First, pair.Second));

    /// <summary>The destination of an arm in a route.</summary>
    public JsonObject? Find(JsonObject route, Arm arm) => DestinationsOf(route).OfType<JsonObject>().FirstOrDefault(destination => IsArm(destination, arm));

    private WeightSplit SplitOf(JsonObject route)
    {
        JsonObject? baseline = Find(route, Arm.Baseline);
        JsonObject? canary = Find(route, Arm.Canary);
        long sum = DestinationsOf(route).OfType<JsonObject>().Sum(WeightOf);
        long stable = baseline is null ? 0 : WeightOf(baseline);
        long share = canary is null ? 0 : WeightOf(canary);
        return new WeightSplit(stable, share, sum - stable - share);
    }

    private IEnumerable<JsonNode?> Untouched()
    {
        ImmutableArray<JsonObject> steered = Steered;
        foreach (JsonObject route in Routes.OfType<JsonObject>())
        {
            if (!steered.Contains(route))
                yield return route;
            else
            {
                foreach (JsonObject destination in DestinationsOf(route).OfType<JsonObject>())
                {
                    if (!IsArm(destination, Arm.Baseline) && !IsArm(destination, Arm.Canary))
                        yield return destination;
                }
            }
        }
    }

    private static string NameOf(JsonNode? route, int place) =>
        route.Text("name") is { Length: > 0 } name ? name : place.ToString(CultureInfo.InvariantCulture);
}
