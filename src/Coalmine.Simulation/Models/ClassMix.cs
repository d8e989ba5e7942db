using System.Collections.Immutable;
using Coalmine.Statistics.Random;

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

    /// <summary>
    /// Draws which class a request belongs to and which one its answer names, given whether it is right: the law of <see cref="Probability"/>, conditional on
    /// that. Where all answers are wrong by this law (only a pod of its own kind gives a right one), right answers belong to the classes by their shares.
    /// </summary>
    /// <param name="random">The stream; one word for a right answer, two for a wrong one.</param>
    /// <param name="isRight">Whether the answer is right.</param>
    /// <param name="accuracy">The accuracy at the moment, all classes having lost recall by the same factor.</param>
    /// <returns>The number of the pair: truth x classes + said.</returns>
    internal int Draw(ref Xoshiro256 random, bool isRight, double accuracy)
    {
        int classes = _shares.Length;
        double factor = Accuracy == 0 ? 0 : accuracy / Accuracy;
        double total = 0;
        for (int i = 0; i < classes; i++)
            total += Weight(i, isRight, factor);
        double rest = random.NextDouble() * total;
        int truth = 0;
        for (int i = 0; i < classes && rest >= 0; i++)
            if (Weight(i, isRight, factor) is > 0 and double weight)
                (truth, rest) = (i, rest - weight);
        return classes * truth + (isRight ? truth : DrawMistake(ref random, truth));
    }

    private double Weight(int truth, bool isRight, double factor)
    {
        double right = _shares[truth] * _recalls[truth];
        return !isRight ? Math.Max(0, _shares[truth] - right * factor) : Accuracy == 0 ? _shares[truth] : right;
    }

    private int DrawMistake(ref Xoshiro256 random, int truth)
    {
        double rest = random.NextDouble();
        int said = truth == 0 ? 1 : 0;
        for (int i = 0; i < _shares.Length && rest >= 0; i++)
            if (_mistakes[truth, i] is > 0 and double share)
                (said, rest) = (i, rest - share);
        return said;
    }

    /// <summary>The mix in which a class has another share, and the others share the rest as before.</summary>
    public ClassMix WithShare(string name, double share)
    {
        int moved = Names.IndexOf(name);
        if (moved < 0)
            return this;
        double factor = (1 - share) / (1 - _shares[moved]);
        return new ClassMix(Names, [.. _shares.Select((old, i) => i == moved ? share : old * factor)], _recalls, _mistakes);
    }

    /// <summary>The mix in which a class has another recall.</summary>
    public ClassMix WithRecall(string name, double recall)
    {
        int weak = Names.IndexOf(name);
        return weak < 0 ? this : new ClassMix(Names, _shares, [.. _recalls.Select((old, i) => i == weak ? recall : old)], _mistakes);
    }

    private static IEnumerable<Mistake> MistakesOf(ImmutableArray<ModelClass> classes, int truth) => classes[truth].Mistakes.IsEmpty
        ? classes.Where((_, said) => said != truth).Select(other => new Mistake(other.Name, other.Share / (1 - classes[truth].Share)))
        : classes[truth].Mistakes;
}
