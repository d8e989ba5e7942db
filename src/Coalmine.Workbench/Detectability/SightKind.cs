namespace Coalmine.Workbench.Detectability;

/// <summary>How it is known what a check can see.</summary>
public enum SightKind
{
    /// <summary>By the method's own rule over the whole schedule, computed.</summary>
    Computed,

    /// <summary>By a test of the same question and level that looks once: nothing sees sooner, and the method itself somewhat later.</summary>
    OneLook,

    /// <summary>Not at all on paper: simulate.</summary>
    Unknown,
}
