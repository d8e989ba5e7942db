using System.Collections.Immutable;

namespace Coalmine.Simulation.Models;

/// <summary>The classes of the requests and how well a model knows them. Immutable; faults make others of it.</summary>
public sealed class ClassMix
{
    private readonly double[] _shares;
    private readonly double[] _recalls;
    private readonly double[,] _mistakes;

    private ClassMix(ImmutableArray<string> names, double[] shares, double[] recalls, double[,] mistakes)
    {
        Names = names;
        _shares = shares;
        _recalls = recalls;
        _mistakes = mistakes;
        Accuracy = Enumerable.Range(0, shares.Length).Sum(i => shares[i] * recalls[i]);
    }

    /// <summary>Nobody tells classes.</summary>
    public static ClassMix None { get; } = new([], [], [], new double[0, 0]);

    /// <summary>The classes' names.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether there are classes.</summary>
    public bool Exist => !Names.IsEmpty;

    /// <summary>Share of answers that are right: each class's share times its recall, summed.</summary>
    public double Accuracy { get; }

    /// <summary>Prepares classes whose shares add up to 1.</summary>
    /// <exception cref="ArgumentException">There are fewer than two, or a mistake names no class.</exception>
    public static ClassMix Of(ImmutableArray<ModelClass> classes)
    {
        if (classes.Length < 2)
            throw new ArgumentException("There must be at least two classes.", nameof(classes));
        ImmutableArray<string> names = [.. classes.Select(one => one.Name)];
        double[,] mistakes = new double[classes.Length, classes.Length];
        for (int truth = 0; truth < classes.Length; truth++)
            foreach (Mistake mistake in MistakesOf(classes, truth))
                if (names.IndexOf(mistake.Class) is >= 0 and int said && said != truth)
                    mistakes[truth, said] += mistake.Share;
                else
                    throw new ArgumentException($"A mistake names '{mistake.Class}', which is no other class.", nameof(classes));
        return new ClassMix(names, [.. classes.Select(one => one.Share)], [.. classes.Select(one => one.Recall)], mistakes);
    }

    /// <summary>Takes classes as they were counted: how often a request belongs to the first and is answered with the second.</summary>
    /// <param name="names">The classes.</param>
    /// <param name="pairs">Weights, at least 0, not all 0; a class may have none.</param>
    internal static ClassMix OfPairs(ImmutableArray<string> names, double[,] pairs)
    {
        int count = names.Length;
        double[] sums = [.. Enumerable.Range(0, count).Select(truth => Enumerable.Range(0, count).Sum(said => pairs[truth, said]))];
        double[,] mistakes = new double[count, count];
        for (int truth = 0; truth < count; truth++)
            for (int said = 0; said < count; said++)
                if (truth != said && pairs[truth, said] > 0)
                    mistakes[truth, said] = pairs[truth, said] / (sums[truth] - pairs[truth, truth]);
        double all = sums.Sum();
        return new ClassMix(
            names,
            [.. sums.Select(sum => sum / all)],
            [.. Enumerable.Range(0, count).Select(truth => sums[truth] == 0 ? 0 : pairs[truth, truth] / sums[truth])],
            mistakes);
    }

    /// <summary>Whether another mix has the same classes with the same shares; recall and mistakes may differ.</summary>
    public bool HasSharesOf(ClassMix other) => Names.SequenceEqual(other.Names) && _shares.SequenceEqual(other._shares);

    /// <summary>Share of the requests that belong to a class.</summary>
    public double ShareOf(int truth) => _shares[truth];

    /// <summary>Recall of a class.</summary>
    public double RecallOf(int truth) => _recalls[truth];

    /// <summary>
    /// Probability that a request belongs to one class and is answered with another, or the same, where all classes have lost recall by the same factor so
    /// that the accuracy is the given one.
    /// </summary>
    public double Probability(int truth, int said, double accuracy)
    {
        double right = _shares[truth] * _recalls[truth] * (Accuracy == 0 ? 0 : accuracy / Accuracy);
        return truth == said ? right : (_shares[truth] - right) * _mistakes[truth, said];
    }

    /// <summary>Share of the wrong answers to a class's requests that name another one.</summary>
    internal double MistakeOf(int truth, int said) => _mistakes[truth, said];

    /// <summary>The same classes with other shares and recalls.</summary>
    internal ClassMix With(double[] shares, double[] recalls) => new(Names, shares, recalls, _mistakes);

    private static IEnumerable<Mistake> MistakesOf(ImmutableArray<ModelClass> classes, int truth) => classes[truth].Mistakes.IsEmpty
        ? classes.Where((_, said) => said != truth).Select(other => new Mistake(other.Name, other.Share / (1 - classes[truth].Share)))
        : classes[truth].Mistakes;
}
