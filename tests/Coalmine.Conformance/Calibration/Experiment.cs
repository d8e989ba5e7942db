namespace Coalmine.Conformance.Calibration;

/// <summary>One row of the table to be: a method in one setting, and how to walk a path of it.</summary>
/// <param name="Method">The type under test.</param>
/// <param name="Setting">How it is set and what the data are, with the null that they lie on the boundary of.</param>
/// <param name="Looks">Looks a path.</param>
/// <param name="Last">Observations (of what the setting says) at the last look.</param>
/// <param name="Promised">The level that the method promises, in (0, 1).</param>
/// <param name="Prepare">Makes the rule that walks a path; called once, since it may tabulate rejection boundaries.</param>
internal sealed record Experiment(string Method, string Setting, int Looks, int Last, double Promised, Func<PathRule> Prepare)
{
    /// <summary>What is counted: paths that ever reject a true null, or whose sequence ever misses the true value.</summary>
    public string Error { get; init; } = Errors.Rejects;

    /// <summary>The class of the guarantee, in the words of the verdicts.</summary>
    public string Guarantee { get; init; } = Guarantees.AnytimeValid;

    /// <summary>What the row is there for.</summary>
    public Claim Claim { get; init; }

    /// <summary>The name of the row's stream of random numbers; unique in the table.</summary>
    public string Key => $"{Method}: {Setting} ({Error})";
}
