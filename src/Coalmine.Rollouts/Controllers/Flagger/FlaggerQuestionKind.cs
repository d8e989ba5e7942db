namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>The cases of <see cref="FlaggerQuestion"/>.</summary>
public enum FlaggerQuestionKind
{
    /// <summary>Nothing: the tick is over.</summary>
    None,

    /// <summary>Does this hook accept?</summary>
    Hook,

    /// <summary>Does this metric pass?</summary>
    Metric,
}
