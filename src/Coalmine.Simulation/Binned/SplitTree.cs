namespace Coalmine.Simulation.Binned;

/// <summary>
/// How a count is split over histogram buckets: in halves of the list of buckets, halves of these, and so on, each split a binomial with a stream of its own.
/// That is an exact multinomial, and whoever reads a few bounds only draws the few splits that lead there and gets the numbers that a reader of all bounds
/// gets.
/// </summary>
internal static class SplitTree
{
    /// <summary>The splits that are needed to know the counts below some boundaries (1 to buckets - 1), each after the splits it builds on.</summary>
    public static SplitNode[] Nodes(int buckets, Predicate<int> isNeeded)
    {
        List<SplitNode> nodes = [];
        Add(0, buckets, isNeeded, nodes);
        return [.. nodes];
    }

    /// <summary>For each boundary the probability that a request of the range that it splits falls below it; 0 for ranges that nothing can hit.</summary>
    public static double[] Probabilities(ReadOnlySpan<double> buckets)
    {
        double[] probabilities = new double[buckets.Length];
        foreach (SplitNode node in Nodes(buckets.Length, _ => true))
        {
            double below = Sum(buckets[node.Low..node.Middle]);
            double above = Sum(buckets[node.Middle..node.High]);
            probabilities[node.Middle] = below == 0 ? 0 : below / (below + above);
        }

        return probabilities;
    }

    private static void Add(int low, int high, Predicate<int> isNeeded, List<SplitNode> nodes)
    {
        if (high - low < 2 || !Enumerable.Range(low + 1, high - low - 1).Any(boundary => isNeeded(boundary)))
            return;
        int middle = low + (high - low) / 2;
        nodes.Add(new SplitNode(low, middle, high));
        Add(low, middle, isNeeded, nodes);
        Add(middle, high, isNeeded, nodes);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }
}
