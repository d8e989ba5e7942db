namespace Coalmine.Live.Comparing;

/// <summary>How two answers are compared.</summary>
public enum ComparisonForm
{
    /// <summary>They are the same JSON: numbers by value, keys in any order.</summary>
    Equal,

    /// <summary>They have as many numbers, and each differs by no more than a tolerance.</summary>
    Within,

    /// <summary>The greatest score of each row stands at the same place.</summary>
    GreatestScore,
}
