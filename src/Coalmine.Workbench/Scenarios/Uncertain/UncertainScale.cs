namespace Coalmine.Workbench.Scenarios.Uncertain;

/// <summary>The scale on which a parameter's estimate is taken as normal.</summary>
public enum UncertainScale
{
    /// <summary>The logarithm.</summary>
    Logarithm,

    /// <summary>The logarithm, of what is missing to 1 where the share is a half or more.</summary>
    Share,

    /// <summary>The number itself, which is at least 1.</summary>
    AtLeastOne,

    /// <summary>The time of day in seconds, round the clock.</summary>
    TimeOfDay,
}
