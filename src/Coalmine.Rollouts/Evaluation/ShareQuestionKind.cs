namespace Coalmine.Rollouts.Evaluation;

/// <summary>What a share is held against.</summary>
public enum ShareQuestionKind
{
    /// <summary>A limit for the canary's share.</summary>
    Limit,

    /// <summary>A ratio of the shares, the worse over the better.</summary>
    Ratio,

    /// <summary>A difference of the shares.</summary>
    Points,
}
