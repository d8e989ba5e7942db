using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Models;

/// <summary>
/// The classes as they stand at a moment: a place to work in, where faults move them and single requests draw theirs. One object is used again and again, so
/// that a world whose classes move all the time costs no memory a request.
/// </summary>
/// <param name="classes">How many classes there are.</param>
internal sealed class ClassTable(int classes)
{
    private readonly double[] _shares = new double[classes];
    private readonly double[] _recalls = new double[classes];
    private ClassMix _mix = ClassMix.None;
    private bool _isMoved;

    /// <summary>Share of answers that are right: each class's share times its recall, summed.</summary>
    public double Accuracy
    {
        get
        {
            double accuracy = 0;
            for (int i = 0; i < classes; i++)
                accuracy += _shares[i] * _recalls[i];
            return accuracy;
        }
    }

    /// <summary>The classes are those of a mix now.</summary>
    public void Take(ClassMix mix)
    {
        if (!_isMoved && ReferenceEquals(mix, _mix))
            return;
        (_mix, _isMoved) = (mix, false);
        for (int i = 0; i < classes; i++)
            (_shares[i], _recalls[i]) = (mix.ShareOf(i), mix.RecallOf(i));
    }

    /// <summary>The number of a class; below 0 if there is none of that name.</summary>
    public int IndexOf(string name) => _mix.Names.IndexOf(name);

    /// <summary>Share of the requests that belong to a class.</summary>
    public double ShareOf(int truth) => _shares[truth];

    /// <summary>Recall of a class.</summary>
    public double RecallOf(int truth) => _recalls[truth];

    /// <summary>Gives a class another share; the others share the rest as before.</summary>
    public void SetShare(int moved, double share)
    {
        double factor = (1 - share) / (1 - _shares[moved]);
        for (int i = 0; i < classes; i++)
            _shares[i] = i == moved ? share : _shares[i] * factor;
        _isMoved = true;
    }

    /// <summary>Gives a class another recall.</summary>
    public void SetRecall(int weak, double recall)
    {
        _recalls[weak] = recall;
        _isMoved = true;
    }

    /// <summary>The classes as they stand now, to keep.</summary>
    public ClassMix ToMix() => _mix.With([.. _shares], [.. _recalls]);

    /// <summary>
    /// Draws which class a request belongs to and which one its answer names, given whether it is right: the law of <see cref="ClassMix.Probability"/>,
    /// conditional on that. Where by this law no answer is right (only a pod with few mistakes of its own gives one), right answers belong to the classes by
    /// their shares.
    /// </summary>
    /// <param name="random">The stream; one word for a right answer, two for a wrong one.</param>
    /// <param name="isRight">Whether the answer is right.</param>
    /// <param name="accuracy">The accuracy at the moment, all classes having lost recall by the same factor.</param>
    /// <returns>The number of the pair: truth x classes + said.</returns>
    public int Draw(ref Xoshiro256 random, bool isRight, double accuracy)
    {
        double all = Accuracy;
        double lost = all == 0 ? 0 : accuracy / all;
        double total = 0;
        for (int i = 0; i < classes; i++)
            total += Weight(i, isRight, lost);
        double rest = random.NextDouble() * total;
        int truth = 0;
        for (int i = 0; i < classes && rest >= 0; i++)
            if (Weight(i, isRight, lost) is > 0 and double weight)
                (truth, rest) = (i, rest - weight);
        return classes * truth + (isRight ? truth : DrawMistake(ref random, truth));
    }

    private double Weight(int truth, bool isRight, double factor)
    {
        double right = _shares[truth] * _recalls[truth];
        return !isRight ? Math.Max(0, _shares[truth] - right * factor) : factor == 0 ? _shares[truth] : right;
    }

    private int DrawMistake(ref Xoshiro256 random, int truth)
    {
        double rest = random.NextDouble();
        int said = truth == 0 ? 1 : 0;
        for (int i = 0; i < classes && rest >= 0; i++)
            if (_mix.MistakeOf(truth, i) is > 0 and double share)
                (said, rest) = (i, rest - share);
        return said;
    }
}
