namespace Coalmine.Rollouts.Checks;

/// <summary>
/// How a group-sequential check spends its risk over the planned information (Lan and DeMets 1983). Closed: the nested records are all there are.
/// </summary>
public abstract record SpendingShape
{
    private SpendingShape()
    {
    }

    /// <summary>O'Brien and Fleming's: hardly anything early, nearly all at the end.</summary>
    public sealed record OBrienFleming : SpendingShape;

    /// <summary>Pocock's: nearly evenly.</summary>
    public sealed record Pocock : SpendingShape;

    /// <summary>The risk times the fraction of information to a power.</summary>
    /// <param name="Exponent">Positive; 1 spends evenly.</param>
    public sealed record Power(double Exponent) : SpendingShape;

    /// <summary>Hwang, Shih and DeCani's family.</summary>
    /// <param name="Gamma">0 spends evenly, 1 about as Pocock, -4 about as O'Brien and Fleming.</param>
    public sealed record HwangShihDeCani(double Gamma) : SpendingShape;
}
