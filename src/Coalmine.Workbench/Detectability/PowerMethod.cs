namespace Coalmine.Workbench.Detectability;

/// <summary>How harm is looked for where only numbers are given.</summary>
public enum PowerMethod
{
    /// <summary>E-processes that may be looked at as often as one likes: what <c>method: sequential</c> does.</summary>
    Sequential,

    /// <summary>One look at the right moment by a pooled z test: the least that any test needs.</summary>
    Fixed,

    /// <summary>O'Brien and Fleming's boundary under continuous looks.</summary>
    GroupSequential,

    /// <summary>Wald's test, built for exactly this effect.</summary>
    Sprt,
}
