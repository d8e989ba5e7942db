namespace Coalmine.Live.Comparing;

/// <summary>What of an answer is compared, and how.</summary>
/// <param name="Answer">Where the compared part stands: a JSON pointer (RFC 6901); empty for the whole answer.</param>
/// <param name="Form">How.</param>
public sealed record ComparisonRule(string Answer, ComparisonForm Form)
{
    /// <summary>The greatest difference of two numbers that agree, as doubles subtract; from 0. For <see cref="ComparisonForm.Within"/> only.</summary>
    public double Tolerance { get; init; }

    /// <summary>
    /// Scores of a row, where an answer writes its rows one behind the other without brackets (Open Inference Protocol); 0 where each innermost list is a
    /// row. For <see cref="ComparisonForm.GreatestScore"/> only.
    /// </summary>
    public int Classes { get; init; }
}
