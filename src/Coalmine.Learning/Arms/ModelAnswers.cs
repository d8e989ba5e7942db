using System.Collections.Immutable;

namespace Coalmine.Learning.Arms;

/// <summary>What a model says to rows, in its own terms.</summary>
internal abstract record ModelAnswers
{
    private ModelAnswers()
    {
    }

    /// <summary>A model of two classes: yes or no, and how likely yes is.</summary>
    /// <param name="IsYes">Its own decision a row.</param>
    /// <param name="Probability">The probability of yes, from 0 to 1.</param>
    public sealed record YesOrNo(ImmutableArray<bool> IsYes, ImmutableArray<double> Probability) : ModelAnswers;

    /// <summary>A model that names classes.</summary>
    /// <param name="Said">The name a row.</param>
    /// <param name="Scores">How sure it is, from 0 to 1.</param>
    public sealed record Named(ImmutableArray<string> Said, ImmutableArray<double> Scores) : ModelAnswers;

    /// <summary>A model with one number a class, in the order of the data's classes.</summary>
    /// <param name="Values">The numbers, row by row.</param>
    /// <param name="Classes">Numbers a row.</param>
    public sealed record PerClass(ImmutableArray<float> Values, int Classes) : ModelAnswers;
}
