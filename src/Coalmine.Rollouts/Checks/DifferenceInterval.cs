namespace Coalmine.Rollouts.Checks;

/// <summary>The interval that a fixed-sample check puts around a difference of shares.</summary>
public enum DifferenceInterval
{
    /// <summary>Newcombe's hybrid of Wilson limits (1998, method 10).</summary>
    Newcombe,

    /// <summary>Miettinen and Nurminen's inverted score test (1985).</summary>
    MiettinenNurminen,
}
